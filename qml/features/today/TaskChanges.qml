pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Today

// What can be done about a task beside doing it, and what was.
Column {
    id: changes

    required property TaskDesk desk
    signal putOffAsked
    signal passAsked
    signal eventAsked
    signal taskAsked(string taskId)

    spacing: Theme.space4

    Card {
        width: parent.width
        visible: changes.desk.fairText.length > 0
        spacing: Theme.space2

        CardTitle {
            width: parent.width
            text: changes.desk.fairText
        }
        Repeater {
            model: changes.desk.fair

            ListRow {
                id: entry
                required property int index
                required property string name
                required property string reason
                required property string taskId
                required property string unit
                width: parent ? parent.width : 0
                horizontalPadding: 0
                titleFont: Theme.type.bodyStrong
                divided: entry.index > 0
                title: entry.name
                detail: entry.reason
                opens: entry.taskId.length > 0 || entry.unit.length > 0
                enabled: entry.opens
                onClicked: entry.unit.length > 0 ? changes.desk.beginFor(entry.unit) : changes.taskAsked(entry.taskId)
            }
        }
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: changes.desk.standing
        tone: StatusLine.Info
        iconName: "info"
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: changes.desk.passedText
        tone: StatusLine.Info
        iconName: "people"
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: changes.desk.takenText
        tone: StatusLine.Info
        iconName: "hand"
    }
    Flow {
        width: parent.width
        spacing: Theme.space3

        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: changes.desk.eventText.length > 0
            text: changes.desk.eventText
            onClicked: changes.eventAsked()
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: changes.desk.canChange && !changes.desk.canWithdraw
            //: Button on a task: opens the sheet in which it is put off or left out.
            text: qsTr("Put off or leave out")
            onClicked: changes.putOffAsked()
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: changes.desk.canWithdraw
            //: Button on a task: takes back one's own wish to put it off or leave it out.
            text: qsTr("Take that back")
            onClicked: changes.desk.withdraw()
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: changes.desk.canTake
            //: Button on a task that several may do: this person says that they do it.
            text: qsTr("I will do it")
            enabled: !changes.desk.isBusy
            onClicked: changes.desk.take(true)
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: changes.desk.isTaken
            //: Button on a task that this person said they do: another may do it after all.
            text: qsTr("Give it back")
            enabled: !changes.desk.isBusy
            onClicked: changes.desk.take(false)
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: changes.desk.canPass
            //: Button on a task: opens the sheet in which it is passed on to a colleague.
            text: qsTr("Pass on")
            onClicked: changes.passAsked()
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: changes.desk.passedText.length > 0
            //: Button on a task that was passed on: it is one's own again.
            text: qsTr("Take it back")
            onClicked: changes.desk.pass("")
        }
    }
}
