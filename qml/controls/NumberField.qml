import QtQuick
import Sightline.Theme

// A whole number with steps beside it, so that it can be set by thumb alone.
Row {
    id: field

    required property string name
    property string help                          // what a screen reader says after the name
    required property string value                // as typed; empty when unanswered
    property bool whole: true
    property bool wrong: false
    property real room: 100000                    // how wide it may be; the number gives way to the steps
    signal asked(string text)
    signal stepped(int by)

    readonly property alias box: input            // what takes the focus

    readonly property real stepsWidth: field.whole ? less.width + more.width + 2 * field.spacing : 0

    spacing: Theme.space2

    IconButton {
        id: less
        visible: field.whole
        boxed: true
        iconName: "minus"
        //: Screen reader name of the button that makes a number smaller. %1 is the question.
        name: qsTr("Less, %1").arg(field.name)
        onClicked: field.stepped(-1)
    }
    LineInput {
        id: input
        width: Math.max(Theme.touchTarget, Math.min(Theme.type.px(110), field.room - field.stepsWidth))
        name: field.name
        help: field.help
        text: field.value
        wrong: field.wrong
        horizontalAlignment: field.whole ? TextInput.AlignHCenter : TextInput.AlignLeft
        maximumLength: 18
        inputMethodHints: field.whole ? Qt.ImhDigitsOnly : Qt.ImhFormattedNumbersOnly
        goesOn: true
        onTextEdited: field.asked(text)
    }
    IconButton {
        id: more
        visible: field.whole
        boxed: true
        iconName: "plus"
        //: Screen reader name of the button that makes a number larger. %1 is the question.
        name: qsTr("More, %1").arg(field.name)
        onClicked: field.stepped(1)
    }
}
