import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// A picture in place, with its name and size: pressed, it opens large. Where it is not on this device, or damaged, it says so.
T.AbstractButton {
    id: tile

    required property string source
    required property string title                // "Photo 2": never what is on it
    property string detail                        // its size

    readonly property bool isMissing: picture.status === Image.Error
    readonly property real edge: Math.max(96, Theme.type.px(96))

    //: On a picture of a record that cannot be shown here.
    readonly property string missingWords: qsTr("This picture is on the device that took it.")

    implicitWidth: 320
    implicitHeight: Math.max(tile.edge, words.implicitHeight + 2 * Theme.space3)
    enabled: !tile.isMissing
    hoverEnabled: true

    Accessible.name: tile.isMissing ? tile.title + ". " + tile.missingWords
        //: Screen reader name of a picture that opens large. %1 is its name, %2 its size.
        : qsTr("Open %1, %2").arg(tile.title).arg(tile.detail)

    Keys.onReturnPressed: tile.clicked()
    Keys.onEnterPressed: tile.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.surfaceRaised
        border.width: Theme.hairline
        border.color: Theme.colors.line

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: tile.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: tile.down || tile.hovered
        }
        FocusRing { shown: tile.visualFocus }
    }
    contentItem: Item {
        Rectangle {
            id: frame
            x: tile.mirrored ? parent.width - width - Theme.space2 : Theme.space2
            y: Theme.space2
            width: tile.edge
            height: parent.height - 2 * Theme.space2
            color: Theme.colors.hovered

            Image {
                id: picture
                anchors.fill: parent
                asynchronous: true
                fillMode: Image.PreserveAspectCrop
                sourceSize.width: 320
                sourceSize.height: 320
                source: tile.source
            }
            Icon {
                anchors.centerIn: parent
                width: Theme.iconSize
                height: Theme.iconSize
                visible: picture.status !== Image.Ready
                name: tile.isMissing ? "device" : "attachment"
                color: Theme.colors.inkMuted
            }
        }
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            x: tile.mirrored ? Theme.space3 : frame.width + Theme.space2 + Theme.space3
            width: parent.width - frame.width - Theme.space2 - 2 * Theme.space3
            spacing: 2

            StrongText { width: parent.width; text: tile.title }
            SmallText { width: parent.width; text: tile.isMissing ? tile.missingWords : tile.detail }
        }
    }
}
