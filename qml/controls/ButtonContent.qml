import QtQuick
import Sightline.Theme

// An icon and a word, centred together; the word wraps when the text is large.
Item {
    id: content

    required property string text
    required property color ink
    required property font font
    property string iconName
    property bool iconFlips: false

    readonly property real iconRoom: content.iconName.length > 0 ? Theme.iconSmall + (content.text.length > 0 ? Theme.space2 : 0) : 0

    implicitWidth: content.iconRoom + words.implicitWidth
    implicitHeight: Math.max(words.implicitHeight, content.iconName.length > 0 ? Theme.iconSmall : 0)

    Icon {
        id: picture
        visible: content.iconName.length > 0
        name: content.iconName
        color: content.ink
        flips: content.iconFlips
        width: Theme.iconSmall
        height: Theme.iconSmall
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: Math.max(0, (content.width - content.iconRoom - words.width) / 2)
    }
    Text {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: Math.max(0, (content.width - content.iconRoom - words.width) / 2) + content.iconRoom
        width: Math.min(words.implicitWidth, content.width - content.iconRoom)
        text: content.text
        color: content.ink
        font: content.font
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        textFormat: Text.PlainText
    }
}
