import QtQuick
import Sightline.Theme

// Says what will be here and how to begin.
Column {
    id: empty

    required property string iconName
    required property string title
    required property string detail
    property string action
    signal asked

    width: Math.min(parent ? parent.width - 2 * Theme.space5 : 320, 420)
    spacing: Theme.space3

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 88
        height: 88
        radius: 44
        color: Theme.colors.accentSoft

        Icon {
            anchors.centerIn: parent
            width: 40
            height: 40
            name: empty.iconName
            color: Theme.colors.accentSoftInk
        }
    }
    Item {
        width: 1
        height: 1
    }
    SectionTitle {
        width: parent.width
        text: empty.title
        horizontalAlignment: Text.AlignHCenter
    }
    BodyText {
        width: parent.width
        text: empty.detail
        color: Theme.colors.inkMuted
        horizontalAlignment: Text.AlignHCenter
    }
    Item {
        width: 1
        height: 1
        visible: empty.action.length > 0
    }
    PrimaryButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: empty.action.length > 0
        text: empty.action
        onClicked: empty.asked()
    }
}
