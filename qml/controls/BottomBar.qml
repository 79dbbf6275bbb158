import QtQuick
import Sightline.Theme

// The phone's main navigation: four places and, raised in the middle, Capture. Where the words no longer fit (large
// text), it becomes two buttons: the present place, which opens the list of places, and Capture.
Item {
    id: bar

    required property Destinations destinations
    required property string current
    required property string currentLabel
    signal asked(key: string)
    signal captureAsked
    signal placesAsked

    readonly property real wordsWidth: first.implicitWidth + second.implicitWidth + third.implicitWidth + fourth.implicitWidth
                                       + Math.max(raised.width, captureWord.implicitWidth)
    readonly property bool folded: bar.wordsWidth > bar.width
    readonly property real slack: Math.max(0, bar.width - bar.wordsWidth) / 5

    implicitHeight: bar.folded ? folded.implicitHeight + 2 * Theme.space2 : first.implicitHeight + Theme.space3
    Accessible.role: Accessible.PageTabList
    //: Screen reader name of the main navigation.
    Accessible.name: qsTr("Places")

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surfaceRaised
    }
    Divider { width: parent.width }

    Row {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space1
        visible: !bar.folded

        Place { id: first; place: bar.destinations.all[0]; slack: bar.slack; at: bar.current; onClicked: bar.asked(place.key) }
        Place { id: second; place: bar.destinations.all[1]; slack: bar.slack; at: bar.current; onClicked: bar.asked(place.key) }
        Item {
            width: Math.max(raised.width, captureWord.implicitWidth) + bar.slack
            height: first.height

            Rectangle {                           // lifts the button off the bar
                anchors.fill: raised
                anchors.margins: -4
                radius: width / 2
                color: Theme.colors.surfaceRaised
            }
            CaptureButton {
                id: raised
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: captureWord.top
                anchors.bottomMargin: 3
                onClicked: bar.captureAsked()
            }
            Text {
                id: captureWord
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.space2
                text: raised.text
                color: Theme.colors.inkMuted
                font: Theme.type.tab
                textFormat: Text.PlainText
            }
        }
        Place { id: third; place: bar.destinations.all[2]; slack: bar.slack; at: bar.current; onClicked: bar.asked(place.key) }
        Place { id: fourth; place: bar.destinations.all[3]; slack: bar.slack; at: bar.current; onClicked: bar.asked(place.key) }
    }
    Row {
        id: folded
        x: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * Theme.space4
        spacing: Theme.space3
        visible: bar.folded

        SecondaryButton {
            width: parent.width - newRecord.width - parent.spacing
            iconName: "menu"
            text: bar.currentLabel
            //: Screen reader description of the button that shows the list of places (large text only).
            Accessible.description: qsTr("Shows all places")
            onClicked: bar.placesAsked()
        }
        CaptureButton {
            id: newRecord
            round: false
            onClicked: bar.captureAsked()
        }
    }

    component Place: NavTab {
        id: tab
        required property Destination place
        required property real slack
        required property string at
        width: tab.implicitWidth + tab.slack
        label: tab.place.label
        iconName: tab.place.iconName
        current: tab.at === tab.place.key
    }
}
