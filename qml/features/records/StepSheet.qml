import QtQuick
import Sightline.Records

// A step that has no part of a form: words, and a signature where it is signed.
WordsSheet {
    id: sheet

    required property RecordsView view

    function askFor(offer: var) { // one of RecordSheet.offers, as the view-model gives it
        sheet.title = offer.title;
        sheet.signs = offer.signs;
        sheet.needsText = offer.needsText;
        sheet.ask(sheet.view.opened.recordId, offer.kind);
    }

    stepWords: sheet.view.stepWords
    intro: sheet.needsText ?
    //: In the sheet that returns a record. What happens next.
    qsTr("The author sees your comments and answers with an amended version. The first version is kept.") : sheet.signs ?
    //: In the sheet that signs a record. What the signature means.
    qsTr("Your signature says that you have read what is shown here. It is not agreement with every word.") :
    //: In the sheet that takes a step on a record without signing.
    qsTr("Your name and the time are added to the record.")
    label: sheet.needsText ?
    //: Label of the comments with which a record is returned.
    qsTr("What should change?") :
    //: Label of an optional text beside a signature.
    qsTr("Anything to add? You may leave this empty.")
    buttonText: sheet.needsText ?
    //: Button that returns a record to its author.
    qsTr("Send back") : sheet.signs ?
    //: Button that signs a record. %1 is the name of the person who signs.
    qsTr("Sign as %1").arg(sheet.view.opened.signName) :
    //: Button that takes a step on a record.
    qsTr("Done")
}
