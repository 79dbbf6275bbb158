pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.More

// Somebody is away for some days, or leaves: who, when, and who does their tasks.
Sheet {
    id: sheet

    required property AbsenceView view
    property bool leaving: false
    property string fromIso
    property string untilIso
    property string coverId

    function ask(leaving: bool) {
        sheet.leaving = leaving;
        sheet.fromIso = sheet.view.todayIso;
        sheet.untilIso = "";
        sheet.coverId = "";
        sheet.view.begin();
        sheet.open();
    }

    title: sheet.leaving ?
    //: Title of the sheet that says that somebody leaves the council.
    qsTr("Somebody leaves") :
    //: Title of the sheet that enters that somebody is away.
    qsTr("Enter an absence")

    Banner {
        width: parent.width
        visible: text.length > 0
        text: sheet.view.problem
        tone: StatusLine.Urgent
        iconName: "alert"
    }
    Field {
        width: parent.width
        visible: sheet.view.personCount > 1
        label: sheet.leaving ?
        //: Label of the choice of who leaves.
        qsTr("Who leaves?") :
        //: Label of the choice of who is away.
        qsTr("Who is away?")

        ChoiceList {
            width: parent.width

            Repeater {
                model: sheet.view.people

                ChoiceRow {
                    id: person
                    required property int index
                    required property string personId
                    required property string name
                    width: parent ? parent.width : 0
                    label: person.name
                    chosen: person.personId === sheet.view.whoId
                    divided: person.index > 0
                    onAsked: {
                        sheet.coverId = "";
                        sheet.view.chooseWho(person.personId);
                    }
                }
            }
        }
    }
    Field {
        id: first
        width: parent.width
        label: sheet.leaving ?
        //: Label of the last day of somebody who leaves.
        qsTr("Their last day") :
        //: Label of the first day of an absence.
        qsTr("First day away")

        DateField {
            width: parent.width
            name: first.label
            iso: sheet.fromIso
            todayIso: sheet.view.todayIso
            onAsked: iso => sheet.fromIso = iso
        }
    }
    Field {
        id: last
        width: parent.width
        visible: !sheet.leaving
        optional: true
        //: Label of the last day of an absence.
        label: qsTr("Last day away")
        //: Under the last day of an absence.
        help: qsTr("Without it, until further notice.")

        DateField {
            width: parent.width
            name: last.label
            help: last.help
            iso: sheet.untilIso
            onAsked: iso => sheet.untilIso = iso
        }
    }
    Field {
        width: parent.width
        label: sheet.leaving ?
        //: Label of the choice of whose the work of somebody who leaves is from then on.
        qsTr("Who takes their work?") :
        //: Label of the choice of who does the tasks of somebody who is away.
        qsTr("Who covers?")

        ChoiceList {
            width: parent.width

            ChoiceRow {
                width: parent ? parent.width : 0
                visible: !sheet.leaving
                height: visible ? implicitHeight : 0
                //: A choice of who covers somebody who is away.
                label: qsTr("Their line manager")
                chosen: sheet.coverId.length === 0
                onAsked: sheet.coverId = ""
            }
            Repeater {
                model: sheet.view.covers

                ChoiceRow {
                    id: cover
                    required property int index
                    required property string personId
                    required property string name
                    width: parent ? parent.width : 0
                    label: cover.name
                    chosen: cover.personId === sheet.coverId
                    divided: cover.index > 0 || !sheet.leaving
                    onAsked: sheet.coverId = cover.personId
                }
            }
        }
    }
    PrimaryButton {
        width: parent.width
        enabled: !sheet.view.isBusy && (!sheet.leaving || sheet.coverId.length > 0)
        //: Button that enters an absence, or that somebody leaves.
        text: qsTr("Save")
        onClicked: sheet.leaving ? sheet.view.letLeave(sheet.fromIso, sheet.coverId) : sheet.view.enter(sheet.fromIso, sheet.untilIso, sheet.coverId)
    }
    Connections {
        target: sheet.view
        enabled: sheet.visible
        function onFinished() {
            sheet.close();
        }
    }
}
