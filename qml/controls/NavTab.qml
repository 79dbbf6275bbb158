import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// A destination in the bottom bar or the rail: picture over word, or beside it in a wide rail.
T.Button {
    id: tab

    required property string label
    required property string iconName
    property bool current: false
    property bool wide: false                     // picture beside the word
    property bool boxed: false                    // the rail shows where one is by a soft box

    readonly property color ink: tab.current ? (tab.boxed ? Theme.colors.accentSoftInk : Theme.colors.accent) : Theme.colors.inkMuted

    implicitWidth: Math.max(Theme.touchTarget, (tab.wide ? Theme.iconSize + Theme.space3 : 0) + words.implicitWidth + 2 * Theme.space2)
    implicitHeight: Math.max(Theme.touchTarget, tab.wide ? words.implicitHeight + 2 * Theme.space3 : Theme.iconSize + words.implicitHeight + Theme.space4)
    hoverEnabled: true
    text: tab.label

    Accessible.name: tab.label
    Accessible.role: Accessible.PageTab
    Accessible.selected: tab.current
    Accessible.onPressAction: tab.clicked()   // a page tab has none of its own

    contentItem: Item {
        Icon {
            id: picture
            width: Theme.iconSize
            height: Theme.iconSize
            name: tab.iconName
            color: tab.ink
            x: !tab.wide ? (parent.width - width) / 2 : tab.mirrored ? parent.width - width - Theme.space3 : Theme.space3
            y: tab.wide ? (parent.height - height) / 2 : (parent.height - height - words.implicitHeight - 2) / 2
        }
        Text {
            id: words
            x: !tab.wide ? (parent.width - width) / 2 : tab.mirrored ? picture.x - width - Theme.space3 : picture.x + picture.width + Theme.space3
            y: tab.wide ? (parent.height - height) / 2 : picture.y + picture.height + 2
            text: tab.label
            color: tab.ink
            font: tab.current ? Theme.type.tabStrong : Theme.type.tab
            textFormat: Text.PlainText
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: tab.boxed && tab.current ? Theme.colors.accentSoft : "transparent"

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: tab.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: tab.down || (tab.hovered && !tab.current)
        }
        FocusRing {
            shown: tab.visualFocus
        }
    }
}
