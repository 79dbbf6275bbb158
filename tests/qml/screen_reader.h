#pragma once

#include <QAccessible>
#include <QQuickWindow>

#include <functional>
#include <optional>

namespace sightline::testing {

/// An element as a screen reader meets it: what it is called and what it is.
struct Heard {
    QAccessibleInterface *element = nullptr;   ///< owned by Qt; good until the page changes
    QString name;
    QAccessible::Role role = QAccessible::NoRole;
};

/// A person with a keyboard and a screen reader in front of one of our windows: finds things by role and name in the
/// accessibility tree, and acts by focus and key events alone. Everything that waits has a deadline and then ends the test
/// program's wait with false.
class ScreenReader {
public:
    /// How the keyboard comes to an element: a screen reader puts it there, a person without one walks by Tab.
    enum class Way { Straight, ByTab };

    explicit ScreenReader(QQuickWindow &window, Way way = Way::Straight);
    [[nodiscard]] QQuickWindow &window() const { return m_window; }

    /// Everything shown, in reading order; scrolled out of sight counts as shown.
    [[nodiscard]] QList<Heard> page() const;
    /// The @p nth (from 0) element with that role and name; with @p prefix, whose name begins so. NoRole: any role.
    [[nodiscard]] std::optional<Heard> find(QAccessible::Role role, const QString &name, int nth = 0, bool prefix = false) const;
    /// What stands below @p element, in reading order.
    [[nodiscard]] static QList<Heard> below(const Heard &element);
    [[nodiscard]] bool waitFor(const std::function<bool()> &what, int patienceMs = 20'000) const;
    [[nodiscard]] bool waitFor(QAccessible::Role role, const QString &name, bool prefix = false) const;

    /// Gives @p element the keyboard. False if it takes none.
    bool focus(const Heard &element) const;
    /// Focuses it and presses the space bar.
    bool press(const Heard &element) const;
    bool press(QAccessible::Role role, const QString &name, bool prefix = false) const;
    /// Scrolls to @p element and taps it, as a finger does. False if it is not to be seen then.
    bool tap(const Heard &element) const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
    /// One key event a character, as a keyboard gives them.
    void type(const QString &text) const;
    /// Through the clipboard and Ctrl+V.
    void paste(const QString &text) const;
    /// Empties the field that has the keyboard.
    void clearField() const;
    /// What the field holds.
    [[nodiscard]] static QString textOf(const Heard &element);
    [[nodiscard]] static bool isChecked(const Heard &element);
    /// Every name on the page, for a message.
    [[nodiscard]] QString said() const;

    /// Interactive elements without a name.
    [[nodiscard]] QStringList unnamed(int *examined = nullptr) const;

private:
    [[nodiscard]] bool takesFocus(const Heard &heard) const;
    [[nodiscard]] bool keepsFocus(const Heard &heard) const;
    void walkTo(const Heard &heard) const;

    QQuickWindow &m_window;
    Way m_way;
};

} // namespace sightline::testing
