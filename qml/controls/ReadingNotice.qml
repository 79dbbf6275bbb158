pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme

// In place of rows that the device is slow to read: says so, over the shape of what will stand there. Nothing is shown before
// that has taken as long as somebody waits without asking, so that a quick store shows its rows and nothing else.
Item {
    id: notice

    required property bool reading
    property bool isLong: false                   // it has been going on for as long as that
    readonly property bool shown: notice.reading && notice.isLong

    visible: notice.shown
    implicitWidth: 320
    implicitHeight: stack.implicitHeight
    height: visible ? implicitHeight : 0

    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    onReadingChanged: notice.isLong = false
    Timer {
        running: notice.reading && !notice.isLong
        interval: Theme.patience
        onTriggered: notice.isLong = true
    }
    Column {
        id: stack
        width: parent.width
        spacing: Theme.space3

        StatusLine {
            id: words
            width: parent.width
            strong: false
            iconName: "clock"
            //: In place of the rows of a page, when the device has been reading them for more than a second.
            text: qsTr("This device is taking longer than usual to read what is on it. Nothing is lost.")
            Accessible.ignored: true              // said by the notice
        }
        Repeater {
            model: 3

            Rectangle {
                id: shape
                required property int index
                width: stack.width
                height: Theme.type.px(72)
                radius: Theme.radius
                color: Theme.colors.surfaceRaised
                border.width: Theme.hairline
                border.color: Theme.colors.line

                Column {
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.space4
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.space2

                    Rectangle {
                        width: shape.width * (0.6 - 0.1 * shape.index)
                        height: Theme.type.px(12)
                        radius: height / 2
                        color: Theme.colors.surfaceSunken
                    }
                    Rectangle {
                        width: shape.width * (0.3 + 0.1 * shape.index)
                        height: Theme.type.px(12)
                        radius: height / 2
                        color: Theme.colors.surfaceSunken
                    }
                }
            }
        }
    }
}
