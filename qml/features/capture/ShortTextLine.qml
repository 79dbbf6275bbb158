import QtQuick
import Sightline.Controls
import Sightline.Capture

AnswerField {
    id: field

    focusTarget: input

    LineInput {
        id: input
        width: parent.width
        name: field.line.label
        help: field.line.help
        placeholderText: field.line.prompt
        text: field.line.answer
        wrong: field.line.problem.length > 0
        onTextEdited: field.session.setText(field.line.key, input.text)
        onActiveFocusChanged: {
            if (input.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
}
