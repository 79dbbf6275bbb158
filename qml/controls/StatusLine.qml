import QtQuick
import Sightline.Theme

// A state, always as an icon and a word.
Item {
    id: status

    enum Tone { Plain, Good, Attention, Urgent, Info }

    required property string text
    required property string iconName
    property int tone: StatusLine.Plain
    property bool strong: true

    readonly property color ink: status.tone === StatusLine.Good ? Theme.colors.good
                               : status.tone === StatusLine.Attention ? Theme.colors.attention
                               : status.tone === StatusLine.Urgent ? Theme.colors.urgent
                               : status.tone === StatusLine.Info ? Theme.colors.info : Theme.colors.inkMuted

    implicitWidth: picture.width + Theme.space2 + words.implicitWidth
    implicitHeight: Math.max(picture.height, words.implicitHeight)

    Accessible.role: Accessible.StaticText
    Accessible.name: status.text

    Icon {
        id: picture
        anchors.left: parent.left
        y: Math.max(0, (words.font.pixelSize * 1.21 - picture.height) / 2)
        width: Theme.iconSmall
        height: Theme.iconSmall
        name: status.iconName
        color: status.ink
    }
    Text {
        id: words
        anchors.left: picture.right
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        text: status.text
        color: status.ink
        font: status.strong ? Theme.type.smallStrong : Theme.type.small
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignLeft
    }
}
