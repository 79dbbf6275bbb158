import QtQuick
import Sightline.Controls
import Sightline.Today

// A task is left out this time, or put off to a day, with the reason that whoever looks at the year reads.
Sheet {
    id: sheet

    required property TaskDesk desk
    readonly property var typed: sheet.desk.typed // texts by field, of those that were touched
    readonly property bool later: sheet.typed.later === "yes"
    readonly property string until: sheet.typed.until ?? ""

    function ask() {
        sheet.desk.begin("put-off");
        sheet.showTyped();
        sheet.open();
    }
    function showTyped() {
        const typed = sheet.typed.reason ?? "";
        if (reason.text !== typed)
            reason.text = typed;
    }

    //: Title of the sheet in which a task is left out or put off.
    title: qsTr("Put off or leave out")

    onClosed: sheet.desk.leave()
    onTypedChanged: {
        if (sheet.visible)
            sheet.showTyped();
    }

    Banner {
        width: parent.width
        visible: sheet.desk.problem.length > 0 && sheet.desk.problemMember.length === 0
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
        text: sheet.desk.isStatutory ?
        //: On the sheet in which a task is left out, of one that law asks for.
        qsTr("The framework names a legal or Ofsted requirement. Its period is not moved, and stays missed if it is not done; your reason stands beside it.") : sheet.desk.decidesAlone ?
        //: On the sheet in which a task is left out, for somebody who decides that.
        qsTr("This takes effect at once. Your reason stands on the map of the year.") :
        //: On the sheet in which a task is left out, for somebody who needs a manager's approval.
        qsTr("Your manager is asked. Until they answer, the task stays as it is.")
    }
    ChoiceList {
        width: parent.width

        ChoiceRow {
            width: parent ? parent.width : 0
            //: A choice: the task is not done this time.
            label: qsTr("Leave it out this time")
            chosen: !sheet.later
            onAsked: sheet.desk.type("later", "")
        }
        ChoiceRow {
            width: parent ? parent.width : 0
            divided: true
            //: A choice: the task is due later.
            label: qsTr("Put it off to a day")
            chosen: sheet.later
            onAsked: sheet.desk.type("later", "yes")
        }
    }
    Field {
        id: day
        width: parent.width
        visible: sheet.later
        //: Label of the day that a task is put off to.
        label: qsTr("Due on")
        error: sheet.desk.problemMember === "until" ? sheet.desk.problem : ""

        DateField {
            width: parent.width
            name: day.label
            iso: sheet.until
            wrong: day.error.length > 0
            onAsked: iso => sheet.desk.type("until", iso)
        }
    }
    Field {
        id: why
        width: parent.width
        //: Label of the reason why a task is left out or put off.
        label: qsTr("Why?")
        //: Under the reason why a task is left out or put off.
        help: qsTr("Everybody in this service reads it: nothing about a child or a family.")
        error: sheet.desk.problemMember === "reason" ? sheet.desk.problem : ""

        LongInput {
            id: reason
            width: parent.width
            linesMin: 2
            name: why.label
            help: why.help
            wrong: why.error.length > 0
            onTextChanged: {
                if (sheet.visible)
                    sheet.desk.type("reason", reason.text);
            }
        }
    }
    PrimaryButton {
        width: parent.width
        text: sheet.desk.decidesAlone ?
        //: Button that leaves a task out or puts it off.
        qsTr("Save") :
        //: Button that asks a manager whether a task may be left out or put off.
        qsTr("Ask my manager")
        enabled: !sheet.desk.isBusy
        onClicked: sheet.desk.putOff(sheet.later, sheet.until, reason.text)
    }
    Connections {
        target: sheet.desk
        enabled: sheet.visible
        function onFinished() {
            sheet.close();
        }
    }
}
