pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Today

// A task goes to a colleague: it stands on their Today from then on, and no longer on this person's.
Sheet {
    id: sheet

    required property TaskDesk desk

    function ask() {
        sheet.desk.begin("");
        sheet.open();
    }

    //: Title of the sheet in which a task is passed on to a colleague.
    title: qsTr("Pass on")

    Banner {
        width: parent.width
        visible: text.length > 0
        text: sheet.desk.problem
        tone: StatusLine.Urgent
        iconName: "alert"
    }
    StrongText {
        width: parent.width
        text: sheet.desk.begunTitle
    }
    BodyText {
        width: parent.width
        //: On the sheet in which a task is passed on.
        text: qsTr("It stands on their Today with their next sync, and no longer on yours. You can take it back.")
    }
    ChoiceList {
        width: parent.width

        Repeater {
            model: sheet.desk.colleagues

            ChoiceRow {
                id: choice
                required property int index
                required property string personId
                required property string name
                width: parent ? parent.width : 0
                label: choice.name
                chosen: false
                divided: choice.index > 0
                onAsked: sheet.desk.pass(choice.personId)
            }
        }
    }
    Connections {
        target: sheet.desk
        function onFinished() {
            sheet.close();
        }
    }
}
