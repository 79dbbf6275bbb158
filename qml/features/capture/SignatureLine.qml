import QtQuick
import Sightline.Controls
import Sightline.Capture

// A signature is a typed name for now: typing it is the act of signing, and the words say so.
AnswerField {
    id: field

    // Where nothing is asked after it, the return key of the signature is "Done".
    readonly property bool ends: field.session.isLastPage && field.session.endsForm(field.line.key)

    focusTarget: input

    LineInput {
        id: input
        width: parent.width
        name: field.line.accessibleName
        help: field.said
        //: Inside the empty signature field of a form.
        placeholderText: qsTr("Type your name to sign")
        text: field.line.answer
        wrong: field.line.problem.length > 0
        goesOn: !field.ends
        EnterKey.type: field.ends ? Qt.EnterKeyDone : Qt.EnterKeyNext
        onAccepted: {
            if (field.ends)
                field.session.finish();
        }
        onTextEdited: field.session.setText(field.line.key, input.text)
        onActiveFocusChanged: {
            if (input.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
    SmallText {
        width: parent.width
        //: Under a signature field that ends a form: the return key does what the button "Done" does.
        text: field.ends ? qsTr("Signing covers everything in your part of this form as it stands now. The return key finishes it.") :
        //: Under a signature field.
        qsTr("Signing covers everything in your part of this form as it stands now.")
    }
    Connections {
        target: field.line
        function onTextRefused() {
            input.text = Qt.binding(() => field.line.answer);
        }
    }
}
