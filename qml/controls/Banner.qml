import QtQuick
import Sightline.Theme

// A soft panel that says one thing and offers at most one step.
Rectangle {
    id: banner

    required property string text
    property string title
    property string iconName: "info"
    property int tone: StatusLine.Info
    property string action
    signal asked

    readonly property color ink: banner.tone === StatusLine.Good ? Theme.colors.good
                               : banner.tone === StatusLine.Attention ? Theme.colors.attention
                               : banner.tone === StatusLine.Urgent ? Theme.colors.urgent : Theme.colors.info

    implicitWidth: 320
    implicitHeight: stack.implicitHeight + 2 * Theme.space4
    radius: Theme.radius
    color: banner.tone === StatusLine.Good ? Theme.colors.goodSoft
         : banner.tone === StatusLine.Attention ? Theme.colors.attentionSoft
         : banner.tone === StatusLine.Urgent ? Theme.colors.urgentSoft : Theme.colors.infoSoft
    border.width: Theme.highContrast ? Theme.hairline : 0
    border.color: banner.ink

    Icon {
        id: picture
        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        y: Theme.space4
        width: Theme.iconSize
        height: Theme.iconSize
        name: banner.iconName
        color: banner.ink
    }
    Column {
        id: stack
        anchors.left: picture.right
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        y: Theme.space4
        spacing: Theme.space1

        Heading {
            width: parent.width
            visible: banner.title.length > 0
            text: banner.title
            font: Theme.type.bodyStrong
            lineHeight: Theme.lineHeight
        }
        BodyText {
            width: parent.width
            text: banner.text
            font: Theme.type.small
        }
        QuietButton {
            width: Math.min(implicitWidth, parent.width)
            visible: banner.action.length > 0
            leftPadding: 0
            text: banner.action
            ink: banner.ink
            onClicked: banner.asked()
        }
    }
}
