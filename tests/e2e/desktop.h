#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

typedef struct _AtspiAccessible AtspiAccessible;

namespace sightline::e2e {

/// An element of another program's window, found through the accessibility bus as a screen reader finds it.
class Element {
public:
    explicit Element(std::shared_ptr<AtspiAccessible> handle) : m_handle(std::move(handle)) { }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString role() const;
    [[nodiscard]] QString text() const;              ///< content of a text field; empty for others
    [[nodiscard]] bool hasState(const QString &state) const;   ///< "focused", "checked", "showing", …
    [[nodiscard]] QList<Element> children() const;
    /// In the pixels that its program lays out in; empty for what has no place.
    [[nodiscard]] QSize size() const;
    [[nodiscard]] qint64 processId() const;          ///< of the program whose element it is
    /// Asks for keyboard focus. False if the element takes none.
    bool focus() const;

private:
    std::shared_ptr<AtspiAccessible> m_handle;
};

/// The windows on the display, driven by real key events and read through the accessibility tree: what a person with a keyboard
/// and a screen reader has. Needs DISPLAY, a session bus and xdotool. Every wait has a deadline and says what it waited for.
class Desktop {
public:
    Desktop();

    /// From here on only the windows of this process are looked at, and keys go to its window: there is more than one program here.
    void turnTo(qint64 processId);

    /// The first visible element whose name is (or, with @p prefix, begins with) @p name, and whose role is @p role unless that is empty.
    [[nodiscard]] std::optional<Element> find(const QString &role, const QString &name, bool prefix = false) const;
    /// Waits for it. Prints what is on the screen and ends the program if it does not come.
    Element waitFor(const QString &role, const QString &name, bool prefix = false, std::chrono::seconds limit = std::chrono::seconds(20)) const;
    /// Waits until it is seen: pages that are not in front have their elements in the tree as well.
    Element waitUntilSeen(const QString &role, const QString &name, bool prefix = false, std::chrono::seconds limit = std::chrono::seconds(20)) const;
    /// Waits until it is gone.
    void waitUntilGone(const QString &role, const QString &name, std::chrono::seconds limit = std::chrono::seconds(20)) const;

    /// Gives the window titled @p title the keyboard: there is no window manager on the test's display.
    void focusWindow(const QString &title) const;
    /// Types @p text with key events into whatever has the keyboard.
    void type(const QString &text) const;
    void key(const QString &keysym) const;
    /// Gives the element the keyboard focus and waits until it has it.
    void focusOn(const Element &element) const;
    /// Focuses the element and presses the space bar.
    void press(const Element &element) const;
    /// Waits for the element of that role and name (or beginning of a name), then does the same; looks again if it was replaced meanwhile.
    /// What the page has to be scrolled to is pressed too: giving it the focus does that.
    void press(const QString &role, const QString &name, bool prefix = false) const;

    /// Every visible name, in tree order: what a screen reader would say of the page.
    [[nodiscard]] QStringList spoken() const;
    /// Writes the display as a picture.
    void screenshot(const QString &file) const;

private:
    [[nodiscard]] QList<Element> programs() const;
    bool walkAll(const std::function<bool(const Element &)> &visit) const;
    [[nodiscard]] bool takesFocus(const Element &element, std::chrono::steady_clock::time_point deadline) const;

    qint64 m_processId = 0;   ///< 0: every program's
};

/// Says @p step on standard output, numbered.
void say(const QString &step);
/// Ends the program with @p why on standard error and the screen's names.
[[noreturn]] void fail(const QString &why);

} // namespace sightline::e2e
