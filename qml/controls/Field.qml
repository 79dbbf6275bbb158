import QtQuick
import Sightline.Theme

// A question: its label, a line of help, what answers it, and what is wrong with the answer. An optional question says
// so in words; a required one says nothing, since most are.
Column {
    id: field

    required property string label
    property string help
    property string error
    property bool optional: false
    property bool large: false                    // the only question of its page
    property bool removable: false                // one of several answers, which can go
    property string name                          // what a screen reader calls it
    signal removeAsked
    default property alias answer: slot.data

    width: parent ? parent.width : 320
    spacing: Theme.space2

    Column {
        width: parent.width
        spacing: 2

        Heading {
            width: parent.width
            visible: field.label.length > 0
            //: A question of a form that may be left unanswered. %1 is the question.
            text: field.optional ? qsTr("%1 (optional)").arg(field.label) : field.label
            font: field.large ? Theme.type.title : Theme.type.card
            lineHeight: 1.15
        }
        SmallText {
            width: parent.width
            visible: field.help.length > 0
            text: field.help
        }
    }
    StatusLine {
        width: parent.width
        visible: field.error.length > 0
        text: field.error
        iconName: "alert"
        tone: StatusLine.Urgent
    }
    Column {
        id: slot
        width: parent.width
        spacing: Theme.space2
    }
    QuietButton {
        visible: field.removable
        leftPadding: 0
        iconName: "close"
        //: Button under one of several answers of a question.
        text: qsTr("Remove this answer")
        //: Screen reader name. %1 is the question and the answer's number.
        Accessible.name: qsTr("Remove: %1").arg(field.name)
        onClicked: field.removeAsked()
    }
}
