pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme

// The main navigation of a tablet or desktop window: Capture on top, then the places; words beside the pictures when wide.
Rectangle {
    id: rail

    required property Destinations destinations
    required property string current
    property bool wide: false
    default property alias footer: footerSlot.data
    signal asked(string key)
    signal captureAsked

    implicitWidth: (rail.wide ? Math.max(224, Theme.type.px(200)) : Math.max(112, Theme.type.px(112))) + Theme.hairline
    color: Theme.colors.surfaceRaised
    Accessible.role: Accessible.PageTabList
    //: Screen reader name of the main navigation.
    Accessible.name: qsTr("Places")

    Flickable {
        anchors.fill: parent
        anchors.bottomMargin: footerSlot.height
        contentHeight: stack.height + 2 * Theme.space4
        interactive: contentHeight > height
        clip: true

        Column {
            id: stack
            x: Theme.space2
            y: Theme.space4
            width: rail.width - 2 * Theme.space2 - Theme.hairline
            spacing: Theme.space2

            CaptureButton {
                anchors.horizontalCenter: parent.horizontalCenter
                width: rail.wide ? parent.width - 2 * Theme.space2 : implicitWidth
                round: false
                wordBeside: rail.wide
                side: 58
                onClicked: rail.captureAsked()
            }
            Item {
                width: 1
                height: Theme.space3
            }
            Repeater {
                model: rail.destinations.all

                NavTab {
                    required property Destination modelData
                    width: parent.width
                    wide: rail.wide
                    boxed: true
                    label: modelData.label
                    iconName: modelData.iconName
                    current: rail.current === modelData.key
                    onClicked: rail.asked(modelData.key)
                }
            }
        }
    }
    Column {
        id: footerSlot
        anchors.bottom: parent.bottom
        anchors.bottomMargin: footerSlot.height > 0 ? Theme.space3 : 0
        x: Theme.space2
        width: parent.width - 2 * Theme.space2
    }
    Rectangle {
        anchors.right: parent.right
        width: Theme.hairline
        height: parent.height
        color: Theme.colors.line
    }
}
