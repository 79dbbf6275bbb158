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

    // Of the words on one line: the width of a text that wraps must not rest on what it makes of itself.
    readonly property real wordsWidth: Math.ceil(line.advanceWidth) + 1

    implicitWidth: content.iconRoom + content.wordsWidth
    implicitHeight: Math.max(words.implicitHeight, content.iconName.length > 0 ? Theme.iconSmall : 0)

    TextMetrics {
        id: line
        text: content.text
        font: content.font
    }
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
        width: Math.min(content.wordsWidth, content.width - content.iconRoom)
        text: content.text
        color: content.ink
        font: content.font
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        textFormat: Text.PlainText
    }
}
