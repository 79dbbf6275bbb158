import QtQuick
import Sightline.Controls
import Sightline.Today

// A colleague asks to leave a task out or put it off: yes, or no with a reason.
Sheet {
    id: sheet

    required property TaskDesk desk
    readonly property var typed: sheet.desk.typed // texts by field, of those that were touched
    property string waiverId
    property string task
    property string detail
    property string why

    function ask(waiverId: string, task: string, detail: string, why: string) {
        sheet.waiverId = waiverId;
        sheet.task = task;
        sheet.detail = detail;
        sheet.why = why;
        sheet.desk.beginAnswer(waiverId);
        sheet.showTyped();
        sheet.open();
    }
    function showTyped() {
        const typed = sheet.typed.reason ?? "";
        if (reason.text !== typed)
            reason.text = typed;
    }

    title: sheet.task

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
        text: sheet.detail
    }
    BodyText {
        width: parent.width
        text: sheet.why
    }
    PrimaryButton {
        width: parent.width
        //: Button: a colleague may leave the task out or put it off.
        text: qsTr("Agree")
        enabled: !sheet.desk.isBusy
        onClicked: sheet.desk.answer(sheet.waiverId, true, reason.text)
    }
    Field {
        id: field
        width: parent.width
        //: Label of the reason why a colleague's wish is refused.
        label: qsTr("If not, why?")
        error: sheet.desk.problemMember === "reason" ? sheet.desk.problem : ""

        LongInput {
            id: reason
            width: parent.width
            linesMin: 2
            name: field.label
            wrong: field.error.length > 0
            onTextChanged: {
                if (sheet.visible)
                    sheet.desk.type("reason", reason.text);
            }
        }
    }
    SecondaryButton {
        width: parent.width
        //: Button: a colleague may not leave the task out or put it off.
        text: qsTr("Do not agree")
        enabled: !sheet.desk.isBusy
        onClicked: sheet.desk.answer(sheet.waiverId, false, reason.text)
    }
    Connections {
        target: sheet.desk
        enabled: sheet.visible
        function onFinished() {
            sheet.close();
        }
    }
}
