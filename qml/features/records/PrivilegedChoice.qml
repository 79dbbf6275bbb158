import QtQuick
import Sightline.Controls
import Sightline.Records

// In the sheets through which a record leaves the app: what is privileged goes along only where one says so, each time anew.
SwitchRow {
    id: row

    required property PrintView printing
    required property bool lacksForm

    label: row.lacksForm ?
    //: Switch in the sheets that print a record or write it as a PDF, where the form of the record is not on this device.
    qsTr("Include the answers") :
    //: Switch in the sheets that print a record or write it as a PDF, where it holds privileged legal advice.
    qsTr("Include legal advice")
    detail: row.lacksForm ?
    //: Under the switch that includes the answers of a record whose form is not on this device.
    qsTr("Its form is not on this device, so nobody can say which of them are privileged. They are left out unless you choose this. Sync first if you can.") :
    //: Under the switch that includes legal advice.
    qsTr("It is privileged, and is left out unless you choose this. Ask your legal team first.")
    on: row.printing.withPrivileged
    onAsked: row.printing.includePrivileged(!row.printing.withPrivileged)
}
