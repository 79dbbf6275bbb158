pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// The framework's owner changes one activity: its five cells, each understood as it is typed, and what is asked about it.
ScrollPage {
    id: editor

    required property OwnerDesk desk

    function fill() {
        what.text = editor.desk.wordsOf("what");
        frequency.text = editor.desk.wordsOf("frequency");
        lead.text = editor.desk.wordsOf("lead");
        how.text = editor.desk.wordsOf("how");
        why.text = editor.desk.wordsOf("why");
    }

    spacing: Theme.space4
    Component.onCompleted: editor.fill()

    Connections {
        target: editor.desk
        function onRowOpened() {
            editor.fill();
            editor.contentY = 0;
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space1

        SmallText {
            width: parent.width
            text: editor.desk.rowService
        }
        PageTitle {
            width: parent.width
            text: editor.desk.rowTitle
        }
        StatusLine {
            width: parent.width
            iconName: editor.desk.rowIsChanged || editor.desk.rowIsEnded ? "device" : "info"
            strong: false
            text: editor.desk.rowIsChanged || editor.desk.rowIsEnded ?
            //: On an activity that the framework's owner has changed.
            qsTr("Kept on this device. Nobody else sees it until you publish.") :
            //: On an activity that the framework's owner may change.
            qsTr("Nothing of it is changed. Each change is kept as you type.")
        }
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: editor.desk.problem
        tone: StatusLine.Urgent
        iconName: "alert"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: editor.desk.problem
    }
    Banner {
        width: parent.width
        visible: editor.desk.rowIsEnded
        iconName: "minus"
        tone: StatusLine.Attention
        //: On an activity that the framework's owner ends with the next edition.
        text: qsTr("This activity ends with the edition that you publish. What was done of it stays.")
        //: Button: an activity that was to end goes on.
        action: qsTr("Keep it after all")
        onAsked: editor.desk.end(false)
    }
    Repeater {
        model: editor.desk.rowIsEnded ? null : editor.desk.questions

        RowQuestion {
            required property string cell
            width: editor.column.width
            onAnswered: words => editor.desk.answer(cell, words)
            onTakenBack: editor.desk.takeAnswerBack(cell)
        }
    }
    Field {
        id: whatField
        width: parent.width
        visible: !editor.desk.rowIsEnded
        //: Label of a cell of the framework: what is done.
        label: qsTr("What is done")
        error: editor.desk.whatProblem

        LongInput {
            id: what
            width: parent.width
            linesMin: 1
            name: whatField.label
            wrong: whatField.error.length > 0
            onTextChanged: editor.desk.type("what", what.text)
        }
    }
    Field {
        id: frequencyField
        width: parent.width
        visible: !editor.desk.rowIsEnded
        //: Label of a cell of the framework: how often something is done.
        label: qsTr("How often")
        //: Under the label of how often something is done.
        help: qsTr("As the document says it: “Every 6 weeks”, “Min 2 per month”, “On every placement”.")
        error: editor.desk.frequencyProblem

        LongInput {
            id: frequency
            width: parent.width
            linesMin: 1
            name: frequencyField.label
            help: frequencyField.help
            wrong: frequencyField.error.length > 0
            onTextChanged: editor.desk.type("frequency", frequency.text)
        }
        StatusLine {
            width: parent.width
            visible: editor.desk.frequencySays.length > 0
            iconName: "repeat"
            tone: StatusLine.Info
            //: Under how often something is done. %1 is the same as it is understood: "Every 6 weeks".
            text: qsTr("We read this as: %1").arg(editor.desk.frequencySays)
        }
    }
    Field {
        id: leadField
        width: parent.width
        visible: !editor.desk.rowIsEnded
        //: Label of a cell of the framework: which roles do something.
        label: qsTr("Who")
        //: Under the label of which roles do something.
        help: qsTr("Roles, never names: “Team Manager or Service Manager”.")
        error: editor.desk.leadProblem

        LongInput {
            id: lead
            width: parent.width
            linesMin: 1
            checksSpelling: false
            name: leadField.label
            help: leadField.help
            wrong: leadField.error.length > 0
            onTextChanged: editor.desk.type("lead", lead.text)
        }
        StatusLine {
            width: parent.width
            visible: editor.desk.leadSays.length > 0
            iconName: "people"
            tone: StatusLine.Info
            //: Under who does something. %1 is the same as it is understood: "Team Manager, Service Manager".
            text: qsTr("We read this as: %1").arg(editor.desk.leadSays)
        }
    }
    SmallText {
        width: parent.width
        visible: editor.desk.assumptions.length > 0 && !editor.desk.rowIsEnded
        //: Under how often and who. %1 is what was taken for granted where the words are silent.
        text: qsTr("Assumed: %1").arg(editor.desk.assumptions)
    }
    Field {
        id: howField
        width: parent.width
        visible: !editor.desk.rowIsEnded
        //: Label of a cell of the framework: how something is done.
        label: qsTr("How")
        error: editor.desk.howProblem

        LongInput {
            id: how
            width: parent.width
            linesMin: 2
            name: howField.label
            wrong: howField.error.length > 0
            onTextChanged: editor.desk.type("how", how.text)
        }
    }
    Field {
        id: whyField
        width: parent.width
        visible: !editor.desk.rowIsEnded
        //: Label of a cell of the framework: what something is for.
        label: qsTr("Why")
        error: editor.desk.whyProblem

        LongInput {
            id: why
            width: parent.width
            linesMin: 2
            name: whyField.label
            wrong: whyField.error.length > 0
            onTextChanged: editor.desk.type("why", why.text)
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.space3
        visible: !editor.desk.rowIsEnded

        SecondaryButton {
            visible: editor.desk.rowIsAdded
            //: Button: an activity that the framework's owner has added and not published goes again.
            text: qsTr("Take it out again")
            onClicked: editor.desk.putBack()
        }
        SecondaryButton {
            visible: editor.desk.rowIsChanged && !editor.desk.rowIsAdded
            //: Button: an activity that the framework's owner has changed is as it was again.
            text: qsTr("Put it back as it was")
            onClicked: editor.desk.putBack()
        }
        SecondaryButton {
            visible: !editor.desk.rowIsAdded
            //: Button: an activity is no longer done, from the next edition of the framework on.
            text: qsTr("End this activity")
            onClicked: editor.desk.end(true)
        }
    }
}
