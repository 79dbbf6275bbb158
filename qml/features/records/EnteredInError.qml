import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// At the foot of one's own record: it was entered in error. The record stays, says so, and counts nowhere.
Column {
    id: mark

    required property RecordsView view

    spacing: Theme.space2

    QuietButton {
        leftPadding: 0
        iconName: "remove"
        //: Button at the foot of one's own completed record: asks why it should not count.
        text: qsTr("Entered in error")
        onClicked: sheet.ask(mark.view.opened.recordId, "entered-in-error")
    }
    WordsSheet {
        id: sheet
        //: Title of the sheet that marks a record as entered in error.
        title: qsTr("Entered in error")
        stepWords: mark.view.stepWords
        needsText: true
        endsForGood: true
        //: In the sheet that marks a record as entered in error.
        intro: qsTr("The record is kept and says that it was entered in error, with your reason. It counts nowhere any more. This cannot be undone.")
        //: Label of the reason why a record was entered in error.
        label: qsTr("Why")
        //: Under the label of the reason why a record was entered in error.
        help: qsTr("For example: wrong family, entered twice")
        //: Button that marks a record as entered in error.
        buttonText: qsTr("Mark as entered in error")
    }
}
