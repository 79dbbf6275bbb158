import QtQuick
import Sightline.Controls
import Sightline.Records

// In the sheets through which a record leaves the app: what is privileged goes along only where one says so, each time anew.
SwitchRow {
    id: row

    required property PrintView printing

    //: Switch in the sheets that print a record or write it as a PDF, where it holds privileged legal advice.
    label: qsTr("Include legal advice")
    //: Under that switch.
    detail: qsTr("It is privileged, and is left out unless you choose this. Ask your legal team first.")
    on: row.printing.withPrivileged
    onAsked: row.printing.includePrivileged(!row.printing.withPrivileged)
}
