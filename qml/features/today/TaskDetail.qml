import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Today

// One task: what it asks, how, why, whose it is and how often, beside the document's own words.
ScrollPage {
    id: detail

    required property TaskCard task
    required property TaskDesk desk
    property bool showsStart: false               // the button is here rather than at the foot of the screen
    property bool showsRule: true                 // otherwise a side panel has it
    signal startAsked
    signal childAsked
    signal putOffAsked
    signal passAsked
    signal eventAsked
    signal taskAsked(string taskId)

    spacing: Theme.space5

    Column {
        width: parent.width
        spacing: Theme.space2

        SmallText {
            width: parent.width
            text: detail.task.service
        }
        PageTitle {
            width: parent.width
            text: detail.task.title
        }
        Pill {
            anchors.left: parent.left
            width: Math.min(implicitWidth, parent.width)
            visible: text.length > 0
            text: detail.task.dueText
            tone: detail.task.dueTone
        }
    }
    Card {
        width: parent.width
        visible: detail.task.progressText.length > 0 || detail.task.isVisit || start.visible
        spacing: Theme.space3

        BodyText {
            width: parent.width
            visible: text.length > 0
            text: detail.task.whyFirst
        }
        QuotaBar {
            width: parent.width
            visible: words.length > 0
            value: detail.task.progress
            words: detail.task.progressText
        }
        PrimaryButton {
            id: start
            anchors.left: parent.left
            visible: detail.showsStart && detail.task.startText.length > 0
            text: detail.task.startText
            onClicked: detail.startAsked()
        }
    }
    SecondaryButton {
        anchors.left: parent.left
        visible: detail.task.isVisit
        //: Button on a visit to a child: opens what one's list says of them, and the visits there were.
        text: qsTr("About this child")
        onClicked: detail.childAsked()
    }
    TaskChanges {
        width: parent.width
        visible: !detail.task.isVisit
        desk: detail.desk
        onPutOffAsked: detail.putOffAsked()
        onPassAsked: detail.passAsked()
        onEventAsked: detail.eventAsked()
        onTaskAsked: taskId => detail.taskAsked(taskId)
    }
    TaskWords {
        //: Heading on a task: how the activity is done, in the framework document's words.
        title: qsTr("How")
        words: detail.task.how
    }
    TaskWords {
        //: Heading on a task: what the activity is for, in the framework document's words.
        title: qsTr("Why")
        words: detail.task.why
    }
    TaskRule {
        width: parent.width
        visible: detail.showsRule
        task: detail.task
    }
}
