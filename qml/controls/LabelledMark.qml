import QtQuick
import Sightline.Theme

// A mark (ring, box) with words beside it.
Item {
    id: labelled

    required property string label
    required property bool on
    property bool round: false                    // a single choice is round, a multiple choice square
    property string detail

    implicitHeight: Math.max(slot.height, words.implicitHeight)

    Item {
        id: slot
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSize
        height: Theme.iconSize

        RadioMark {
            visible: labelled.round
            on: labelled.on
        }
        CheckMark {
            visible: !labelled.round
            on: labelled.on
        }
    }
    Column {
        id: words
        anchors.left: slot.right
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Text {
            width: parent.width
            text: labelled.label
            color: Theme.colors.ink
            font: labelled.on ? Theme.type.bodyStrong : Theme.type.body
            lineHeight: 1.1
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
        }
        Text {
            width: parent.width
            visible: labelled.detail.length > 0
            text: labelled.detail
            color: Theme.colors.inkMuted
            font: Theme.type.small
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
        }
    }
}
