import QtQuick
import Sightline.Controls
import Sightline.Capture

// A signature is a typed name for now: typing it is the act of signing, and the words say so.
AnswerField {
    id: field

    focusTarget: input

    LineInput {
        id: input
        width: parent.width
        name: field.line.accessibleName
        //: Inside the empty signature field of a form.
        placeholderText: qsTr("Type your name to sign")
        text: field.line.answer
        wrong: field.line.problem.length > 0
        goesOn: true
        onTextEdited: field.session.setText(field.line.key, input.text)
        onActiveFocusChanged: {
            if (input.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
    SmallText {
        width: parent.width
        //: Under a signature field.
        text: qsTr("Signing covers everything in your part of this form as it stands now.")
    }
    Connections {
        target: field.line
        function onTextRefused() { input.text = Qt.binding(() => field.line.answer); }
    }
}
