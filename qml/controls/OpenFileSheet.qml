import QtQuick
import Sightline.Controls

// Before a stored file leaves the encrypted store for another program: what that means. Nothing is opened without this.
Sheet {
    id: sheet

    property string sha
    property string mime
    property string name                          // "plan.pdf"
    property bool mayBeOpened: true

    function show(file: var) { // one file as shownFile() gives it
        sheet.sha = file.sha;
        sheet.mime = file.mime;
        sheet.name = file.name;
        sheet.mayBeOpened = file.mayBeOpened;
        sheet.open();
    }

    title: sheet.name

    BodyText {
        width: parent.width
        text: sheet.mayBeOpened
            //: In the sheet before a stored file is opened in another program. What that means.
            ? qsTr("Another program shows this file. It gets a copy that is not encrypted. Sightline takes the copy away after ten minutes, or when it closes; the other program may keep one of its own. Do this only where nobody reads along who should not.")
            //: In the same sheet, in place of that, for a file of a kind that is never handed to another program.
            : qsTr("A file of this kind is kept and not opened from here: this device might run it. It stays in the record with its name, its size and its digest.")
    }
    PrimaryButton {
        width: parent.width
        visible: sheet.mayBeOpened
        //: Button that opens a copy of a stored file in another program, after it was said that the copy is not encrypted.
        text: qsTr("Open an unencrypted copy")
        onClicked: {
            sheet.close();
            FileDesk.open(sheet.sha, sheet.mime);
        }
    }
}
