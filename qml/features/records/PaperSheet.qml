import QtQuick
import Sightline.Controls
import Sightline.Records

// Before a record leaves the app: what is written lies open for whoever finds it, and that cannot be undone.
Sheet {
    id: sheet

    required property PrintView printing
    required property bool hasPrivileged
    required property bool lacksForm
    required property list<var> versions          // each with id and name, by RecordSheet
    signal paperAsked

    //: Title of the sheet before a record is written as a PDF.
    title: qsTr("Save as PDF")
    onAboutToShow: sheet.printing.forgetChoices()

    BodyText {
        width: parent.width
        //: In the sheet before a record is written as a PDF. What that means.
        text: qsTr("The file is not encrypted. Whoever can open your documents on this device can read it, with every answer that is covered here. Print it or pass it on to somebody who may have it, then delete it.")
    }
    VersionChoice {
        width: parent.width
        visible: sheet.versions.length > 1
        printing: sheet.printing
        versions: sheet.versions
    }
    PrivilegedChoice {
        lacksForm: sheet.lacksForm
        width: parent.width
        visible: sheet.hasPrivileged
        printing: sheet.printing
    }
    PrimaryButton {
        width: parent.width
        //: Button that writes a record as a PDF into the person's documents, after it was said that it is not encrypted.
        text: qsTr("Save it unencrypted")
        onClicked: {
            sheet.close();
            sheet.paperAsked();
        }
    }
}
