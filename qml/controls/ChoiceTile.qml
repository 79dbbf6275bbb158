import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// A large single-choice answer, side by side with its few fellows: Yes, No. Chosen shows a tick as well as colour.
T.RadioDelegate {
    id: tile

    required property string label
    required property bool chosen
    // While it asks: whether a finger or a mouse does, and not a keyboard or a screen reader.
    readonly property bool byPointer: tile.activeFocus && tile.focusReason === Qt.MouseFocusReason && !tile.byKeys
    property bool byKeys: false
    signal asked

    implicitWidth: Math.max(Theme.touchTarget * 2, words.implicitWidth + Theme.iconSmall + Theme.space2 + tile.leftPadding + tile.rightPadding)
    implicitHeight: Math.max(Theme.touchTarget + 4, words.implicitHeight + tile.topPadding + tile.bottomPadding)
    horizontalPadding: Theme.space4
    verticalPadding: Theme.space3
    focusPolicy: Qt.StrongFocus               // a delegate takes none of its own, and a keyboard needs it
    hoverEnabled: true
    autoExclusive: false
    text: tile.label
    checked: tile.chosen

    Accessible.name: tile.label

    Keys.onPressed: tile.byKeys = true
    onActiveFocusChanged: tile.byKeys = false
    onClicked: {
        tile.asked();
        tile.byKeys = false;
        tile.checked = Qt.binding(() => tile.chosen);
    }

    contentItem: Item {
        readonly property real iconRoom: tile.chosen ? Theme.iconSmall + Theme.space2 : 0

        Icon {
            visible: tile.chosen
            anchors.right: words.left
            anchors.rightMargin: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall
            height: Theme.iconSmall
            name: "check"
            color: Theme.colors.accentSoftInk
        }
        Text {
            id: words
            anchors.centerIn: parent
            anchors.horizontalCenterOffset: (tile.mirrored ? -1 : 1) * parent.iconRoom / 2
            width: Math.min(words.implicitWidth, parent.width - parent.iconRoom)
            text: tile.label
            color: tile.chosen ? Theme.colors.accentSoftInk : Theme.colors.ink
            font: Theme.type.bodyStrong
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            textFormat: Text.PlainText
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
        FocusRing {
            shown: tile.visualFocus
        }
    }
}
