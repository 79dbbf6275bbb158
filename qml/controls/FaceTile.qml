import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// One of a row of faces: large, with its words beneath or beside it. Chosen shows a thicker frame and a tick as well as colour.
T.RadioDelegate {
    id: tile

    required property string label
    required property string face                 // the icon: "face-1" (saddest) to "face-5" (happiest)
    required property bool chosen
    property bool beside: false                   // the words stand beside the face: large text, or little room
    signal asked

    readonly property color ink: tile.chosen ? Theme.colors.accentSoftInk : Theme.colors.ink

    implicitHeight: tile.beside ? Math.max(72, words.implicitHeight + 2 * Theme.space3) 
        : 56 + Math.max(words.implicitHeight, 2 * Theme.type.px(20)) + Theme.iconSmall + 4 * Theme.space2   // all of a row alike
    focusPolicy: Qt.StrongFocus                   // a delegate takes none of its own, and a keyboard needs it
    hoverEnabled: true
    autoExclusive: false
    text: tile.label
    checked: tile.chosen

    Accessible.name: tile.label

    onClicked: {
        tile.asked();
        tile.checked = Qt.binding(() => tile.chosen);
    }

    contentItem: Item {
        Icon {
            id: face
            x: tile.beside ? (tile.mirrored ? parent.width - width - Theme.space2 : Theme.space2) : (parent.width - width) / 2
            y: tile.beside ? (parent.height - height) / 2 : Theme.space2
            width: Math.min(52, tile.width - 2 * Theme.space1)
            height: width
            name: tile.face
            color: tile.ink
        }
        Text {
            id: words
            x: tile.beside ? (tile.mirrored ? 2 * Theme.space4 + Theme.iconSmall : face.width + Theme.space4) : 0
            y: tile.beside ? (parent.height - height) / 2 : face.y + face.height + Theme.space2
            width: tile.beside ? parent.width - face.width - 2 * Theme.space4 - Theme.iconSmall - Theme.space4 : parent.width
            text: tile.label
            color: tile.ink
            font: tile.beside ? Theme.type.bodyStrong : Theme.type.small
            wrapMode: Text.Wrap
            horizontalAlignment: tile.beside ? Text.AlignLeft : Text.AlignHCenter
            textFormat: Text.PlainText
        }
        Icon {
            visible: tile.chosen
            x: tile.beside ? (tile.mirrored ? Theme.space3 : parent.width - width - Theme.space3) : (parent.width - width) / 2
            y: tile.beside ? (parent.height - height) / 2 : parent.height - height - Theme.space1
            width: Theme.iconSmall
            height: Theme.iconSmall
            name: "check"
            color: tile.ink
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: tile.chosen ? Theme.colors.accentSoft : Theme.colors.surfaceRaised
        border.width: tile.chosen ? Theme.edge : Theme.hairline
        border.color: tile.chosen ? Theme.colors.accent : Theme.highContrast ? Theme.colors.outline : Theme.colors.line

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: tile.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: tile.down || (tile.hovered && !tile.chosen)
        }
        FocusRing { shown: tile.visualFocus }
    }
}
