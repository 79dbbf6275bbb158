pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls

// Something the document leaves open, with the answer of the framework's owner.
Card {
    id: asked

    required property string question
    required property string assumed
    required property bool isAnswered
    required property string answer
    property bool otherwise: false               // what was assumed is not right: the answer is typed
    signal answered(string words)
    signal takenBack

    StatusLine {
        width: parent.width
        iconName: asked.isAnswered ? "check" : "question"
        tone: asked.isAnswered ? StatusLine.Good : StatusLine.Attention
        text: asked.isAnswered ?
        //: Over a question about the framework that its owner has answered.
        qsTr("Answered") :
        //: Over a question about the framework that its owner has not answered.
        qsTr("Question open")
    }
    StrongText {
        width: parent.width
        text: asked.question
    }
    BodyText {
        width: parent.width
        text: asked.isAnswered && asked.answer.length > 0 ?
        //: Under a question about the framework. %1 is its owner's answer.
        qsTr("Your answer: %1").arg(asked.answer) : asked.isAnswered ?
        //: Under a question about the framework, whose owner said that what was assumed is right. %1 is what was assumed.
        qsTr("You said that this is right: %1").arg(asked.assumed) :
        //: Under an open question. %1 is what holds until it is answered.
        qsTr("Until it is answered: %1").arg(asked.assumed)
    }
    PrimaryButton {
        width: parent.width
        visible: !asked.isAnswered && !asked.otherwise
        //: Button under a question about the framework: its owner says that what was assumed is right.
        text: qsTr("That is right")
        //: What a screen reader says beside "That is right". %1 is what was assumed.
        Accessible.description: qsTr("What was assumed: %1").arg(asked.assumed)
        onClicked: asked.answered("")
    }
    SecondaryButton {
        width: parent.width
        visible: !asked.isAnswered && !asked.otherwise
        //: Button under a question about the framework: its owner says something else than what was assumed.
        text: qsTr("It is otherwise")
        onClicked: {
            asked.otherwise = true;
            words.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Field {
        id: field
        width: parent.width
        visible: !asked.isAnswered && asked.otherwise
        //: Label of an answer to a question about the framework.
        label: qsTr("Your answer")
        //: Under the label of an answer to a question about the framework.
        help: qsTr("In the words that the document would have: “Every 6 weeks”, “Team Manager”. The document's own words stay beside it.")

        LineInput {
            id: words
            width: parent.width
            name: field.label
            help: field.help
        }
        PrimaryButton {
            width: parent.width
            enabled: words.text.trim().length > 0
            //: Button under the answer to a question about the framework.
            text: qsTr("Answer")
            onClicked: asked.answered(words.text)
        }
    }
    QuietButton {
        width: Math.min(implicitWidth, parent.width)
        visible: asked.isAnswered
        leftPadding: 0
        //: Button under an answered question about the framework: the answer goes again.
        text: qsTr("Take the answer back")
        onClicked: {
            asked.otherwise = false;
            asked.takenBack();
        }
    }
}
