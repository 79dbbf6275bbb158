import QtQuick
import Sightline.Records

// Something is added to a completed record: a correction, or what was learnt later. The record itself stays as it was.
WordsSheet {
    id: sheet

    required property RecordsView view

    function askFor(recordId: string) {
        sheet.ask(recordId, "addendum");
    }

    //: Title of the sheet in which something is added to a completed record.
    title: qsTr("Add to this record")
    stepWords: sheet.view.stepWords
    needsText: true
    //: In the sheet in which something is added to a completed record. What happens with it.
    intro: qsTr("What was recorded first stays as it is. What you add stands under it with your name and the time, and goes to everybody who may read the record.")
    //: Label of the text that is added to a completed record.
    label: qsTr("What do you want to add or correct?")
    //: Button that adds the text to the record. It cannot be changed afterwards.
    buttonText: qsTr("Add it")
}
