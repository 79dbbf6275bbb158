import QtQuick
import Sightline.Controls
import Sightline.Capture

AnswerField {
    id: field

    focusTarget: input

    LongInput {
        id: input
        width: parent.width
        returnGoesOn: field.session.isShort       // who has five minutes goes from text to text by the keyboard alone
        name: field.line.accessibleName
        help: field.said
        placeholderText: field.line.prompt
        text: field.line.answer
        inputMethodHints: field.keyboardHints
        wrong: field.line.problem.length > 0
        onTextChanged: {
            if (input.activeFocus)
                field.session.setText(field.line.key, input.text);
        }
        onActiveFocusChanged: {
            if (input.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
    NameVeil {
        parent: input
        anchors.fill: parent
        masked: field.line.masked
        writing: input.activeFocus
        wrong: field.line.problem.length > 0
    }
    Connections {
        target: field.line
        function onTextRefused() {
            input.text = Qt.binding(() => field.line.answer);
        }
    }
}
