import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// One of several views of the same list; the chosen one is filled.
T.Button {
    id: chip

    property int count: -1                        // shown after the word when 0 or more
    property bool chosen: false

    implicitWidth: words.implicitWidth + 2 * Theme.space4
    implicitHeight: Math.max(Theme.touchTarget, words.implicitHeight + 2 * Theme.space3)
    hoverEnabled: true

    Accessible.name: chip.count >= 0 ? chip.text + " " + chip.count : chip.text
    Accessible.selected: chip.chosen

    contentItem: Item {
        Text {
            id: words
            anchors.centerIn: parent
            text: chip.count >= 0 ? chip.text + "  " + chip.count : chip.text
            color: chip.chosen ? Theme.colors.surface : Theme.colors.ink
            font: Theme.type.smallStrong
            textFormat: Text.PlainText
        }
    }
    background: Item {
        Rectangle {
            id: shape
            anchors.fill: parent
            anchors.topMargin: 3
            anchors.bottomMargin: 3
            radius: shape.height / 2
            color: chip.chosen ? Theme.colors.ink : Theme.colors.surfaceRaised
            border.width: chip.chosen ? 0 : Theme.hairline
            border.color: Theme.highContrast ? Theme.colors.outline : Theme.colors.line

            Rectangle {
                anchors.fill: parent
                radius: parent.radius
                color: chip.down ? Theme.colors.pressed : Theme.colors.hovered
                visible: chip.down || (chip.hovered && !chip.chosen)
            }
            FocusRing {
                shown: chip.visualFocus
                radius: shape.radius
            }
        }
    }
}
