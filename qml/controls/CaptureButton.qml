import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// The way to a new record, wherever one is.
T.Button {
    id: button

    property bool round: true
    property bool wordBeside: false
    property real side: 58

    //: The button that starts a new record. Also its word in a wide rail.
    text: qsTr("Capture")
    implicitWidth: button.wordBeside ? 200 : button.side
    implicitHeight: button.wordBeside ? Math.max(Theme.touchTarget + 4, words.implicitHeight + 2 * Theme.space3) : button.side
    hoverEnabled: true
    Accessible.name: button.text

    contentItem: Item {
        Icon {
            id: picture
            anchors.verticalCenter: parent.verticalCenter
            x: !button.wordBeside ? (parent.width - width) / 2 : button.mirrored ? parent.width - width - Theme.space4 : Theme.space4
            width: 26
            height: 26
            name: "plus"
            color: Theme.colors.accentInk
        }
        Text {
            id: words
            visible: button.wordBeside
            x: button.mirrored ? picture.x - width - Theme.space3 : picture.x + picture.width + Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            color: Theme.colors.accentInk
            font: Theme.type.bodyStrong
            textFormat: Text.PlainText
        }
    }
    background: Rectangle {
        id: shape
        radius: button.round ? height / 2 : 16
        color: button.down ? Theme.colors.accentPressed : Theme.colors.accent

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: Theme.colors.hovered
            visible: button.hovered && !button.down
        }
        FocusRing {
            shown: button.visualFocus
            radius: shape.radius
        }
    }
}
