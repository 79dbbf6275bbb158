import QtQuick
import Sightline.Controls
import Sightline.Records

// A sheet over the open record in which words are written: what they are for, the words, and one button. What is typed is kept
// like a draft, and is there again when the sheet is opened again.
Sheet {
    id: sheet

    required property StepWords stepWords
    property string intro                         // what happens with the words
    property string label
    property string buttonText
    property string help                          // under the label
    property bool needsText: false                // nothing can be done without words
    property bool endsForGood: false              // what the button does cannot be undone
    property bool signs: false
    readonly property bool canTake: !sheet.needsText || words.text.trim().length > 0

    function ask(recordId: string, kind: string) {
        sheet.stepWords.open(recordId, kind);
        words.text = sheet.stepWords.text;
        words.cursorPosition = words.length;
        sheet.open();
    }

    onOpened: {
        if (sheet.needsText)
            words.forceActiveFocus(Qt.TabFocusReason);
    }
    onClosed: sheet.stepWords.close()

    BodyText {
        width: parent.width
        text: sheet.intro
    }
    Field {
        width: parent.width
        label: sheet.label
        help: sheet.help

        LongInput {
            id: words
            width: parent.width
            readOnly: sheet.stepWords.isTaking    // not disabled: the keyboard stays where it is
            name: sheet.label
            onTextChanged: {
                if (sheet.visible)
                    sheet.stepWords.type(words.text);
            }
        }
    }
    Banner {
        width: parent.width
        visible: sheet.stepWords.trouble.length > 0
        text: sheet.stepWords.trouble
        tone: StatusLine.Attention
        iconName: "alert"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: sheet.stepWords.trouble
    }
    PrimaryButton {
        width: parent.width
        visible: !sheet.endsForGood
        enabled: sheet.canTake
        text: sheet.buttonText
        onClicked: sheet.stepWords.takeStep(sheet.signs)
    }
    DangerButton {
        width: parent.width
        visible: sheet.endsForGood
        enabled: sheet.canTake
        text: sheet.buttonText
        onClicked: sheet.stepWords.takeStep(sheet.signs)
    }

    Connections {
        target: sheet.stepWords
        function onTextChanged() {
            if (sheet.visible && words.text !== sheet.stepWords.text)
                words.text = sheet.stepWords.text;
        }
        function onDone() {
            sheet.close();
        }
    }
}
