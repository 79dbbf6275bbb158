#include "tests/qml/page_walk.h"

#include <QAccessible>
#include <QSet>
#include <QTest>

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int touchTarget = 48;

struct Element {
    QAccessibleInterface *face = nullptr;
    QQuickItem *item = nullptr;
    QString says;              ///< for a person who reads the test's output
};

/// Can be pressed, chosen or filled in.
bool isInteractive(QAccessibleInterface *face)
{
    if (face->state().disabled || face->state().invisible)
        return false;
    if (face->role() == QAccessible::EditableText)
        return true;
    const QAccessibleActionInterface *actions = face->actionInterface();
    const QStringList names = actions ? const_cast<QAccessibleActionInterface *>(actions)->actionNames() : QStringList();
    return names.contains(QAccessibleActionInterface::pressAction()) || names.contains(QAccessibleActionInterface::toggleAction());
}

void gather(QAccessibleInterface *face, QList<Element> &found, int depth = 0)
{
    if (!face || !face->isValid() || depth > 60)
        return;
    auto *item = qobject_cast<QQuickItem *>(face->object());
    if (item && !item->isVisible())
        return;
    // In Qt 6.4 the tree does not say that an item is disabled, so the item is asked.
    if (item && item->isEnabled() && isInteractive(face)) {
        const QString kind = QString::fromLatin1(item->metaObject()->className()).section(u"_QMLTYPE"_s, 0, 0);
        found.append({ face, item, u"%1 “%2” (%3)"_s.arg(kind, face->text(QAccessible::Name), qAccessibleRoleString(face->role())) });
    }
    for (int i = 0; i < face->childCount(); ++i)
        gather(face->child(i), found, depth + 1);
}

/// What each kind of control must be announced as.
bool hasRightRole(const Element &element)
{
    const QAccessible::Role role = element.face->role();
    const auto is = [&](const char *kind) { return element.item->inherits(kind); };
    if (is("QQuickRadioDelegate"))
        return role == QAccessible::RadioButton;
    if (is("QQuickSwitchDelegate") || is("QQuickCheckDelegate"))
        return role == QAccessible::CheckBox;
    if (is("QQuickItemDelegate"))
        return role == QAccessible::ListItem;
    if (is("QQuickTextField") || is("QQuickTextArea"))
        return role == QAccessible::EditableText;
    if (is("QQuickButton"))
        return role == QAccessible::Button || role == QAccessible::PageTab;
    static const QSet<QAccessible::Role> pressable { QAccessible::Button,   QAccessible::CheckBox, QAccessible::RadioButton, QAccessible::Link,
                                                     QAccessible::ListItem, QAccessible::PageTab,  QAccessible::MenuItem,    QAccessible::ComboBox,
                                                     QAccessible::Slider,   QAccessible::SpinBox,  QAccessible::EditableText };
    return pressable.contains(role);
}

/// Whether a finger's worth of @p item is on the screen.
bool isSeen(const QQuickItem &item)
{
    QRectF seen = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
    for (const QQuickItem *around = item.parentItem(); around; around = around->parentItem()) {
        if (around->clip() || !around->parentItem())   // the topmost one is the window's
            seen &= around->mapRectToScene(QRectF(0, 0, around->width(), around->height()));
    }
    constexpr double enough = touchTarget / 2.0;
    return seen.width() >= qMin(enough, item.width()) && seen.height() >= qMin(enough, item.height());
}

/// The sheet that is open over the page; null: none.
QQuickItem *openSheet(const QQuickWindow &window)
{
    const auto layers = window.contentItem()->childItems();
    for (QQuickItem *layer : layers) {
        if (!layer->inherits("QQuickOverlay") || !layer->isVisible())
            continue;
        const auto sheets = layer->childItems();
        for (auto sheet = sheets.crbegin(); sheet != sheets.crend(); ++sheet) {
            if ((*sheet)->inherits("QQuickPopupItem") && (*sheet)->isVisible())
                return *sheet;
        }
    }
    return nullptr;
}

/// What the keyboard came to.
struct Round {
    QSet<QQuickItem *> visited;
    QQuickItem *stuckAt = nullptr;   ///< where it stays, if it does
    QSet<QQuickItem *> unseen;       ///< came to, and not on the screen then
};

/// Everything the keyboard comes to, from the first Tab until it comes round.
Round reached(QQuickWindow &window, int atMost)
{
    Round round;
    QQuickItem *before = nullptr;
    for (int i = 0; i < atMost; ++i) {
        QTest::keyClick(&window, Qt::Key_Tab);
        QCoreApplication::processEvents();
        QQuickItem *now = window.activeFocusItem();
        if (!now)
            break;
        if (now == before) {
            round.stuckAt = now;
            break;
        }
        before = now;
        round.visited.insert(now);
        // What opened a moment ago finds its height, and what scrolls comes to rest, however busy the machine is.
        if (!QTest::qWaitFor([now] { return isSeen(*now); }, 2000))
            round.unseen.insert(now);
    }
    return round;
}

} // namespace

QStringList Stumbles::all() const
{
    QStringList said;
    const auto add = [&said](const QString &what, const QStringList &which) {
        for (const QString &each : which)
            said.append(what + u": "_s + each);
    };
    add(u"unnamed"_s, unnamed);
    add(u"too small"_s, small);
    add(u"wrong role"_s, wrongRole);
    add(u"not reached by Tab"_s, unreached);
    add(u"Tab stays at"_s, trapped);
    add(u"out of sight"_s, unseen);
    return said;
}

Stumbles walk(QQuickWindow &window)
{
    QList<Element> elements;
    QObject *root = openSheet(window);
    gather(QAccessible::queryAccessibleInterface(root ? root : &window), elements);
    Stumbles stumbles;
    stumbles.examined = static_cast<int>(elements.size());
    for (const Element &element : elements) {
        if (element.face->text(QAccessible::Name).trimmed().isEmpty())
            stumbles.unnamed.append(element.says);
        if (element.item->width() < touchTarget || element.item->height() < touchTarget)
            stumbles.small.append(u"%1, %2 × %3"_s.arg(element.says).arg(element.item->width()).arg(element.item->height()));
        if (!hasRightRole(element))
            stumbles.wrongRole.append(element.says);
    }
    // Twice round and more: a list makes its rows as the keyboard comes to them.
    const Round round = reached(window, 3 * stumbles.examined + 20);
    if (round.stuckAt && stumbles.examined > 1)
        stumbles.trapped.append(QString::fromLatin1(round.stuckAt->metaObject()->className()));
    for (const Element &element : elements) {
        if (!round.visited.contains(element.item))
            stumbles.unreached.append(element.says);
        else if (round.unseen.contains(element.item))
            stumbles.unseen.append(element.says);
    }
    return stumbles;
}

static void addCutOff(const QQuickItem &item, double width, QStringList &cut, int *examined)
{
    constexpr double slack = 1;   // of rounding
    const bool scrollsSideways =
        item.property("contentWidth").isValid() && item.inherits("QQuickFlickable") && item.property("contentWidth").toDouble() > item.width() + slack;
    if (!item.isVisible() || scrollsSideways)
        return;
    const bool isWords = item.inherits("QQuickText") && !item.property("text").toString().isEmpty();
    const bool isButton = item.inherits("QQuickAbstractButton");
    if (isWords || isButton) {
        ++*examined;
        const double left = item.mapToScene({ 0, 0 }).x(), right = item.mapToScene({ item.width(), 0 }).x();
        if (std::min(left, right) < -slack || std::max(left, right) > width + slack)
            cut.append(QString::fromLatin1(item.metaObject()->className()).section(u'_', 0, 0) + u' ' + item.property("text").toString().left(60)
                       + item.property("name").toString().left(60));
    }
    const auto children = item.childItems();
    for (const QQuickItem *child : children)
        addCutOff(*child, width, cut, examined);
}

QStringList cutOff(QQuickWindow &window, int *examined)
{
    QStringList cut;
    addCutOff(*window.contentItem(), window.width(), cut, examined);
    return cut;
}

} // namespace sightline::testing
