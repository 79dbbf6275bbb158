import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls

// Beside the keyboard of a phone: what its keys cannot do for the text that has the focus. A tap leaves the focus in the text, so the
// keyboard stays; whoever has other keys does the same with them.
Rectangle {
    id: bar

    required property Item focused                // what has the focus in the window
    property bool isOffered: true

    readonly property T.TextArea area: bar.focused as T.TextArea
    readonly property T.TextField line: bar.focused as T.TextField
    readonly property LongInput writing: bar.focused as LongInput
    readonly property bool isShown: bar.isOffered && (bar.area !== null || bar.line !== null)

    visible: bar.isShown
    implicitHeight: bar.isShown ? Theme.touchTarget : 0
    color: Theme.colors.surfaceRaised

    Divider {
        width: parent.width
    }
    Row {
        x: bar.LayoutMirroring.enabled ? bar.width - width : 0
        height: bar.height

        IconButton {
            focusPolicy: Qt.NoFocus
            iconName: "undo"
            //: Screen reader name of a button beside the keyboard: takes back what was typed last.
            name: qsTr("Undo typing")
            enabled: bar.area !== null ? bar.area.canUndo : bar.line !== null && bar.line.canUndo
            onClicked: bar.area !== null ? bar.area.undo() : bar.line.undo()
        }
        IconButton {
            focusPolicy: Qt.NoFocus
            iconName: "redo"
            //: Screen reader name of a button beside the keyboard: types again what was taken back last.
            name: qsTr("Redo typing")
            enabled: bar.area !== null ? bar.area.canRedo : bar.line !== null && bar.line.canRedo
            onClicked: bar.area !== null ? bar.area.redo() : bar.line.redo()
        }
        QuietButton {
            focusPolicy: Qt.NoFocus
            height: bar.height
            visible: bar.writing !== null && bar.writing.returnGoesOn && !bar.writing.oneLine
            //: Button beside the keyboard: begins a new line in a text in which the return key goes on to the next question.
            text: qsTr("New line")
            onClicked: bar.writing.insert(bar.writing.cursorPosition, "\n")
        }
    }
    QuietButton {
        x: bar.LayoutMirroring.enabled ? 0 : bar.width - width
        height: bar.height
        focusPolicy: Qt.NoFocus
        //: Button beside the keyboard: goes to the next question.
        text: qsTr("Next")
        onClicked: bar.focused.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    }
}
