import QtQuick
import Sightline.Theme

// A short word on a soft ground: "Due Fri 27 Nov". Where it is given less room than its words take, they go over several lines.
Rectangle {
    id: pill

    required property string text
    property int tone: StatusLine.Attention

    implicitWidth: words.implicitWidth + 2 * Theme.space3
    implicitHeight: words.implicitHeight + Theme.space2
    radius: Math.min(pill.height / 2, Theme.space4)
    color: pill.tone === StatusLine.Urgent ? Theme.colors.urgentSoft
         : pill.tone === StatusLine.Good ? Theme.colors.goodSoft
         : pill.tone === StatusLine.Info ? Theme.colors.infoSoft
         : pill.tone === StatusLine.Attention ? Theme.colors.attentionSoft : Theme.colors.surfaceSunken
    border.width: Theme.highContrast ? Theme.hairline : 0
    border.color: words.color

    Accessible.role: Accessible.StaticText
    Accessible.name: pill.text

    Text {
        id: words
        anchors.centerIn: parent
        width: Math.min(implicitWidth, pill.width - 2 * Theme.space3)
        text: pill.text
        wrapMode: Text.Wrap
        color: pill.tone === StatusLine.Urgent ? Theme.colors.urgent
             : pill.tone === StatusLine.Good ? Theme.colors.good
             : pill.tone === StatusLine.Info ? Theme.colors.info
             : pill.tone === StatusLine.Attention ? Theme.colors.attention : Theme.colors.inkMuted
        font: Theme.type.smallStrong
        textFormat: Text.PlainText
    }
}
