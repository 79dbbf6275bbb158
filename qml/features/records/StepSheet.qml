import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// A step that has no part of a form: words, and a signature where it is signed. What is typed is kept like a draft.
Sheet {
    id: sheet

    required property RecordsView view
    property string kind
    property bool signs: false
    property bool needsText: false
    property string problem

    function ask(offer: var) { // one of RecordSheet.offers, as the view-model gives it
        sheet.kind = offer.kind;
        sheet.title = offer.title;
        sheet.signs = offer.signs;
        sheet.needsText = offer.needsText;
        sheet.problem = "";
        words.text = "";
        sheet.open();
        sheet.view.stepOpened(sheet.view.opened.recordId, sheet.kind);
    }

    onClosed: {
        if (idle.running)
            idle.triggered();
    }

    contentItem: Column {
        spacing: Theme.space4

        BodyText {
            width: parent.width
            text: sheet.needsText
                //: In the sheet that returns a record. What happens next.
                ? qsTr("The author sees your comments and answers with an amended version. The first version is kept.")
                : sheet.signs
                //: In the sheet that signs a record. What the signature means.
                ? qsTr("Your signature says that you have read what is shown here. It is not agreement with every word.")
                //: In the sheet that takes a step on a record without signing.
                : qsTr("Your name and the time are added to the record.")
        }
        Column {
            width: parent.width
            spacing: Theme.space1

            GroupLabel {
                width: parent.width
                //: Label of the comments with which a record is returned.
                text: sheet.needsText ? qsTr("What should change?")
                    //: Label of an optional text beside a signature.
                    : qsTr("Anything to add? You may leave this empty.")
            }
            LongInput {
                id: words
                width: parent.width
                //: Screen reader name of the text of a return or of a step.
                name: sheet.needsText ? qsTr("What should change?")
                    //: Screen reader name of an optional text beside a signature.
                    : qsTr("Anything to add")
                onTextChanged: {
                    if (sheet.opened)
                        idle.restart();
                }
            }
        }
        Banner {
            width: parent.width
            visible: sheet.problem.length > 0
            text: sheet.problem
            tone: StatusLine.Attention
            iconName: "alert"
        }
        PrimaryButton {
            width: parent.width
            enabled: !sheet.needsText || words.text.trim().length > 0
            text: sheet.needsText
                //: Button that returns a record to its author.
                ? qsTr("Send back")
                : sheet.signs
                //: Button that signs a record. %1 is the name of the person who signs.
                ? qsTr("Sign as %1").arg(sheet.view.opened.signName)
                //: Button that takes a step on a record.
                : qsTr("Done")
            onClicked: {
                idle.stop();
                sheet.view.stepAsked(sheet.view.opened.recordId, sheet.kind, words.text, sheet.signs);
            }
        }
    }

    Timer {
        id: idle
        interval: 300
        onTriggered: sheet.view.stepTyped(sheet.view.opened.recordId, sheet.kind, words.text)
    }
    Connections {
        target: sheet.view
        function onStepTextKnown(text: string) {
            if (words.text.length === 0)
                words.text = text;
        }
        function onStepTaken() { sheet.close(); }
        function onStepRefused(why: string) { sheet.problem = why; }
    }
}
