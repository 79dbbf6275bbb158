#include "tests/qml/screen_reader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QQuickItem>
#include <QTest>

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

void walk(QAccessibleInterface *element, QList<Heard> &heard)
{
    if (!element || !element->isValid())
        return;
    const auto state = element->state();
    if (state.invisible)
        return;
    heard.append({ element, element->text(QAccessible::Name), element->role() });
    for (int i = 0; i < element->childCount(); ++i)
        walk(element->child(i), heard);
}

bool isInteractive(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::Button:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::EditableText:
    case QAccessible::ListItem:
    case QAccessible::ComboBox:
    case QAccessible::Slider:
    case QAccessible::SpinBox:
    case QAccessible::Link:
    case QAccessible::MenuItem:
    case QAccessible::PageTab: return true;
    default: return false;
    }
}

/// Scrolls everything @p item stands in until it is in the middle, as far as that goes.
void scrollTo(const QQuickItem &item)
{
    for (QQuickItem *above = item.parentItem(); above; above = above->parentItem()) {
        auto *const content = above->property("contentItem").value<QQuickItem *>();
        if (!content || !above->property("contentY").isValid())
            continue;
        const qreal most = qMax(0.0, above->property("contentHeight").toReal() - above->height());
        above->setProperty("contentY", qBound(0.0, item.mapToItem(content, item.boundingRect().center()).y() - above->height() / 2, most));
    }
}

} // namespace

ScreenReader::ScreenReader(QQuickWindow &window, Way way) : m_window(window), m_way(way) { }

/// Asks for the keyboard; whether the element has it now.
bool ScreenReader::takesFocus(const Heard &heard) const
{
    QAccessibleActionInterface *actions = heard.element->actionInterface();
    if (!heard.element->state().focusable || !actions)
        return false;
    if (!heard.element->state().focused && m_way == Way::ByTab)
        walkTo(heard);
    else if (!heard.element->state().focused)
        actions->doAction(QAccessibleActionInterface::setFocusAction());
    return heard.element->isValid() && heard.element->state().focused;
}

/// The same, and what was under way when it got the keyboard does not take it away again: a sheet that opens gives it to a button of its own.
bool ScreenReader::keepsFocus(const Heard &heard) const
{
    if (!heard.element->isValid() || !takesFocus(heard))
        return false;
    QCoreApplication::processEvents();
    return heard.element->isValid() && heard.element->state().focused;
}

/// Once round the page, unless the element comes before that.
void ScreenReader::walkTo(const Heard &heard) const
{
    constexpr int stopsMax = 2000;
    const QQuickItem *const begun = m_window.activeFocusItem();
    for (int stops = 0; stops < stopsMax && heard.element->isValid() && !heard.element->state().focused; ++stops) {
        key(Qt::Key_Tab);
        if (m_window.activeFocusItem() == begun)
            return;
    }
}

QList<Heard> ScreenReader::page() const
{
    // The offscreen platform has no screen reader to say that one is there: controls made since are told each time.
    QAccessible::setActive(true);
    QList<Heard> heard;
    walk(QAccessible::queryAccessibleInterface(&m_window), heard);
    return heard;
}

QList<Heard> ScreenReader::below(const Heard &element)
{
    QList<Heard> heard;
    for (int i = 0; i < element.element->childCount(); ++i)
        walk(element.element->child(i), heard);
    return heard;
}

std::optional<Heard> ScreenReader::find(QAccessible::Role role, const QString &name, int nth, bool prefix) const
{
    for (const Heard &heard : page()) {
        const bool isNamed = prefix ? heard.name.startsWith(name) : heard.name == name;
        if (isNamed && (role == QAccessible::NoRole || heard.role == role) && nth-- == 0)
            return heard;
    }
    return std::nullopt;
}

bool ScreenReader::waitFor(const std::function<bool()> &what, int patienceMs) const { return QTest::qWaitFor(what, patienceMs); }

bool ScreenReader::waitFor(QAccessible::Role role, const QString &name, bool prefix) const
{
    return waitFor([&] { return find(role, name, 0, prefix).has_value(); });
}

bool ScreenReader::focus(const Heard &element) const
{
    if (!element.element->state().focusable)
        return false;
    // Asked again: an opening sheet or a page that is renewed may take the keyboard for itself just after.
    return waitFor([&] { return !element.element->isValid() || keepsFocus(element); }) && element.element->isValid();
}

bool ScreenReader::press(const Heard &element) const
{
    if (!focus(element))
        return false;
    key(Qt::Key_Space);
    return true;
}

bool ScreenReader::press(QAccessible::Role role, const QString &name, bool prefix) const
{
    // Looked for again each time: a list that is renewed has other elements of the same name.
    const bool hasKeyboard = waitFor([&] {
        const auto found = find(role, name, 0, prefix);
        return found && keepsFocus(*found);
    });
    if (hasKeyboard)
        key(Qt::Key_Space);
    return hasKeyboard;
}

bool ScreenReader::tap(const Heard &element) const
{
    const QPointer<QQuickItem> item = qobject_cast<QQuickItem *>(element.element->object());
    QPoint place;
    // Scrolled to again each time: a page that is still being drawn moves what stands on it, and another finger waits for it to rest.
    const bool rests = waitFor([&] {
        if (!item)
            return true;
        const QPoint before = std::exchange(place, item->mapToScene(item->boundingRect().center()).toPoint());
        if (place == before && QRect(QPoint(), m_window.size()).contains(place))
            return true;
        scrollTo(*item);
        return false;
    });
    if (!rests || !item)
        return false;
    QTest::mouseClick(&m_window, Qt::LeftButton, {}, place);
    QCoreApplication::processEvents();
    return true;
}

void ScreenReader::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(&m_window, key, modifiers);
    QCoreApplication::processEvents();
}

void ScreenReader::type(const QString &text) const
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype size = text.at(i).isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        if (text.at(i) == u'\n')
            QTest::keyClick(&m_window, Qt::Key_Return);
        else
            QTest::sendKeyEvent(QTest::Click, &m_window, Qt::Key_unknown, text.sliced(i, size), Qt::NoModifier);
        i += size - 1;
    }
    QCoreApplication::processEvents();
}

void ScreenReader::paste(const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
    key(Qt::Key_V, Qt::ControlModifier);
}

void ScreenReader::clearField() const
{
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_Delete);
}

QString ScreenReader::textOf(const Heard &element)
{
    auto *text = element.element->textInterface();
    QString held = text ? text->text(0, text->characterCount()) : element.element->text(QAccessible::Value);
    return held.replace(QChar::ParagraphSeparator, u'\n');
}

bool ScreenReader::isChecked(const Heard &element) { return element.element->state().checked; }

QString ScreenReader::said() const
{
    QStringList names;
    for (const Heard &heard : page()) {
        if (!heard.name.isEmpty())
            names.append(heard.name);
    }
    return names.join(u" · "_s);
}

QStringList ScreenReader::unnamed(int *examined) const
{
    QStringList found;
    for (const Heard &heard : page()) {
        if (!isInteractive(heard.role) && !heard.element->state().focusable)
            continue;
        if (examined)
            ++*examined;
        if (heard.name.trimmed().isEmpty() && isInteractive(heard.role))
            found.append(QString::fromLatin1(heard.element->object() ? heard.element->object()->metaObject()->className() : "?"));
    }
    return found;
}

} // namespace sightline::testing
