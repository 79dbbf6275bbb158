pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls

// One activity that waits for something to happen: how often it did, and what became of each.
Card {
    id: card

    required property string activityKey
    required property string title
    required property string detail
    required property string summary
    required property string icon
    required property int tone
    required property var happened                // what happened, each with title, stateText, icon and tone
    property bool busy: false
    property bool open: false
    signal noteAsked(string activityKey)

    spacing: Theme.space2

    CardTitle {
        width: parent.width
        text: card.title
    }
    SmallText {
        width: parent.width
        text: card.detail
    }
    StatusLine {
        width: parent.width
        text: card.summary
        iconName: card.icon
        tone: card.tone
    }
    Flow {
        width: parent.width
        spacing: Theme.space3

        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            enabled: !card.busy
            //: Button on an activity that waits for something to happen: enters that it happened today.
            text: qsTr("It happened today")
            //: Screen reader name of the button that enters that something happened today. %1 is what it asks for.
            Accessible.name: qsTr("It happened today: %1").arg(card.title)
            onClicked: card.noteAsked(card.activityKey)
        }
        QuietButton {
            width: Math.min(implicitWidth, parent.width)
            visible: card.happened.length > 0
            text: card.open ?
            //: Button under an activity: hides what happened.
            qsTr("Hide them") :
            //: Button under an activity: shows each thing that happened. %1 is how many.
            qsTr("Show each (%1)").arg(card.happened.length)
            iconName: card.open ? "up" : "down"
            //: Screen reader name of the button that shows what happened. %1 is the button's words, %2 the activity.
            Accessible.name: qsTr("%1: %2").arg(text).arg(card.title)
            onClicked: card.open = !card.open
        }
    }
    Repeater {
        model: card.open ? card.happened : []

        Column {
            id: one
            required property var modelData       // one of what happened
            width: parent ? parent.width : 0
            topPadding: Theme.space2
            spacing: 1

            StrongText {
                width: parent.width
                text: one.modelData.title
            }
            StatusLine {
                width: parent.width
                text: one.modelData.stateText
                iconName: one.modelData.icon
                tone: one.modelData.tone
                strong: false
            }
        }
    }
}
