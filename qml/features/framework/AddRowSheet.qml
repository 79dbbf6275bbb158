import QtQuick
import Sightline.Controls
import Sightline.Framework

// A new activity begins with what is done; the rest is said on its own page, each cell understood as it is typed.
Sheet {
    id: sheet

    required property OwnerDesk desk
    property string serviceId

    function ask(serviceId: string) {
        sheet.serviceId = serviceId;
        what.text = "";
        sheet.open();
        what.forceActiveFocus();
    }
    function add() {
        if (what.text.trim().length === 0)
            return;
        sheet.desk.addRow(sheet.serviceId, what.text);
        sheet.close();
    }

    //: Title of the sheet that adds an activity to the framework.
    title: qsTr("Add an activity")

    Field {
        id: field
        width: parent.width
        //: Label of what is done in a new activity of the framework.
        label: qsTr("What will be done?")
        //: Under what is done in a new activity of the framework.
        help: qsTr("A few words, as the document would say it: “Peer audit”. How often, who and why come next.")

        LineInput {
            id: what
            width: parent.width
            name: field.label
            help: field.help
            onAccepted: sheet.add()
        }
    }
    PrimaryButton {
        width: parent.width
        enabled: what.text.trim().length > 0
        //: Button that adds an activity to the framework; nobody else sees it yet.
        text: qsTr("Add it")
        onClicked: sheet.add()
    }
}
