pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Children

// A child goes off one's list: for good, or to a colleague.
Sheet {
    id: sheet

    required property ChildrenView view
    property string person
    property string reasonProblem

    function ask() {
        sheet.reasonProblem = "";
        sheet.take();
        sheet.open();
    }
    function take() {
        sheet.person = sheet.view.said("handed_to");
        if (reason.text !== sheet.view.said("end_reason"))
            reason.text = sheet.view.said("end_reason");
    }

    onClosed: sheet.view.stopEnding()            // what was typed is kept

    //: Title of the sheet in which a child goes off one's list.
    title: qsTr("No longer mine")

    UnsavedLine {
        width: parent.width
        view: sheet.view
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: sheet.view.problem
        tone: StatusLine.Urgent
        iconName: "alert"
    }
    Field {
        width: parent.width
        //: Label of the reason why a child is no longer on one's list.
        label: qsTr("Why?")
        error: sheet.reasonProblem

        LongInput {
            id: reason
            width: parent.width
            linesMin: 2
            //: Screen reader name of the reason why a child is no longer on one's list.
            name: qsTr("Why is this child no longer yours?")
            wrong: sheet.reasonProblem.length > 0
            onTextChanged: {
                if (sheet.visible)
                    sheet.view.say("end_reason", reason.text);
            }
        }
    }
    Field {
        id: to
        width: parent.width
        optional: true
        visible: sheet.view.people.length > 0
        //: Label of the choice of a colleague whom a child is handed to.
        label: qsTr("Whose are they now?")
        //: Under the choice of a colleague whom a child is handed to.
        help: qsTr("They are on your colleague's list at once, with when they were last seen. Choose nobody if no colleague here goes on with them.")
        Accessible.role: Accessible.Grouping
        Accessible.name: to.label

        ChoiceList {
            width: parent.width

            Repeater {
                model: sheet.view.people

                ChoiceRow {
                    id: choice
                    required property var modelData // one of the people: code, label
                    required property int index
                    width: parent ? parent.width : 0
                    label: choice.modelData.label
                    chosen: sheet.person === choice.modelData.code
                    divided: choice.index > 0
                    onAsked: sheet.view.say("handed_to", sheet.person === choice.modelData.code ? "" : choice.modelData.code)
                }
            }
        }
    }
    PrimaryButton {
        width: parent.width
        //: Button that takes a child off one's list.
        text: qsTr("Take off my list")
        onClicked: sheet.view.end()
    }
    Connections {
        target: sheet.view
        function onProblemsChanged() {
            sheet.reasonProblem = sheet.view.problemOf("end_reason");
        }
        function onWordsChanged() {
            if (sheet.visible)
                sheet.take();
        }
        function onOpenAsked() {
            sheet.close();
        }
    }
}
