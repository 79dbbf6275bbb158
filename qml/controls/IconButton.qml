import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// A picture without a word: only for what is universally known, and always with a name for those who cannot see it.
T.Button {
    id: button

    required property string iconName
    required property string name            // what a screen reader says
    property bool iconFlips: false
    property bool boxed: false
    property color ink: Theme.colors.ink

    implicitWidth: Math.max(Theme.touchTarget, Theme.iconSize + 2 * Theme.space3)
    implicitHeight: Math.max(Theme.touchTarget, Theme.iconSize + 2 * Theme.space3)
    opacity: button.enabled ? 1 : 0.45
    hoverEnabled: true

    Accessible.name: button.name

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            width: Theme.iconSize
            height: Theme.iconSize
            name: button.iconName
            color: button.ink
            flips: button.iconFlips
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: button.boxed ? Theme.colors.surfaceRaised : "transparent"
        border.width: button.boxed ? Theme.hairline : 0
        border.color: Theme.colors.line

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: button.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: button.down || button.hovered
        }
        FocusRing {
            shown: button.visualFocus
        }
    }
}
