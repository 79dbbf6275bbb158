import QtQuick
import Sightline.Controls
import Sightline.Today

// Something happened that asks for this activity: one tap where it was today, and what else is known of it.
Sheet {
    id: sheet

    required property TaskDesk desk
    readonly property var typed: sheet.desk.typed // texts by field, of those that were touched
    readonly property string on: sheet.typed.on ?? sheet.desk.todayIso
    readonly property string due: sheet.typed.due ?? ""
    readonly property string next: sheet.typed.next ?? ""

    function ask() {
        sheet.desk.begin("happened");
        sheet.showTyped();
        sheet.open();
    }
    function showTyped() {
        const number = sheet.typed.reference ?? "";
        const title = sheet.typed.title ?? "";
        if (reference.text !== number)
            reference.text = number;
        if (words.text !== title)
            words.text = title;
    }
    function errorOf(member: string): string {
        return sheet.desk.problemMember === member ? sheet.desk.problem : "";
    }

    title: sheet.desk.eventText

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
    Field {
        id: when
        width: parent.width
        //: Label of the day on which something happened.
        label: qsTr("When did it happen?")
        error: sheet.errorOf("on")

        DateField {
            width: parent.width
            name: when.label
            iso: sheet.on
            todayIso: sheet.desk.todayIso
            wrong: when.error.length > 0
            onAsked: iso => sheet.desk.type("on", iso)
        }
    }
    PrimaryButton {
        width: parent.width
        //: Button that enters that something happened.
        text: qsTr("Enter it")
        enabled: !sheet.desk.isBusy
        onClicked: sheet.desk.note(sheet.on, sheet.due, sheet.next, reference.text, words.text)
    }
    Field {
        id: number
        width: parent.width
        optional: true
        //: Label of what an event is called in the council's own system.
        label: qsTr("Its reference")
        //: Under the reference of an event.
        help: qsTr("Its number in the case system: by it, it is counted once, whoever enters it. No name.")
        error: sheet.errorOf("reference")

        LineInput {
            id: reference
            width: parent.width
            name: number.label
            help: number.help
            wrong: number.error.length > 0
            onTextEdited: sheet.desk.type("reference", reference.text)
        }
    }
    Field {
        id: by
        width: parent.width
        optional: true
        //: Label of the day by which what an event asks for is due.
        label: qsTr("Due by")
        error: sheet.errorOf("due")

        DateField {
            width: parent.width
            name: by.label
            iso: sheet.due
            wrong: by.error.length > 0
            onAsked: iso => sheet.desk.type("due", iso)
        }
    }
    Field {
        id: meeting
        width: parent.width
        optional: true
        visible: sheet.due.length === 0
        //: Label of the day of the next meeting after an event.
        label: qsTr("Next meeting")
        //: Under the day of the next meeting after an event.
        help: qsTr("What is asked for is due midway between the two.")
        error: sheet.errorOf("next")

        DateField {
            width: parent.width
            name: meeting.label
            help: meeting.help
            iso: sheet.next
            wrong: meeting.error.length > 0
            onAsked: iso => sheet.desk.type("next", iso)
        }
    }
    Field {
        id: about
        width: parent.width
        optional: true
        //: Label of a few words on an event.
        label: qsTr("In a few words")
        //: Under the few words on an event.
        help: qsTr("Everybody in this service reads it: nothing about a child or a family.")
        error: sheet.errorOf("title")

        LineInput {
            id: words
            width: parent.width
            name: about.label
            help: about.help
            wrong: about.error.length > 0
            onTextEdited: sheet.desk.type("title", words.text)
        }
    }
    Connections {
        target: sheet.desk
        enabled: sheet.visible
        function onFinished() {
            sheet.close();
        }
    }
}
