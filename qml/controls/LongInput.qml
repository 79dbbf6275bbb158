import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls

// Narrative: four lines at first, grows with the words, and Tab leaves it, so the keyboard never gets stuck. Or one line, that wraps where its
// words are more: the return key goes on, and what is pasted in several lines becomes one.
T.TextArea {
    id: input

    required property string name
    property bool wrong: false
    property string help
    property bool oneLine: false
    property bool returnGoesOn: input.oneLine     // the return key goes to what comes next; with Shift it begins a new line
    property bool checksSpelling: true
    property int linesMin: input.oneLine ? 1 : 4

    readonly property real lineStep: metrics.lineSpacing * 1.15

    implicitWidth: 280
    implicitHeight: Math.max(Theme.touchTarget, Math.max(input.linesMin * input.lineStep, input.contentHeight, prompt.visible ? prompt.implicitHeight : 0) + input.topPadding + input.bottomPadding)
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space3
    bottomPadding: Theme.space3 + (spelling.visible ? spelling.height : 0)
    horizontalAlignment: TextEdit.AlignLeft
    color: Theme.colors.ink
    font: Theme.type.body
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    // Words may be of a child wherever they are written: no keyboard learns them, unless a form says that its question is of nothing such.
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
    selectByMouse: true
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentInk
    placeholderTextColor: Theme.colors.inkMuted
    opacity: input.enabled ? 1 : 0.55

    Accessible.name: input.name
    Accessible.description: input.help

    // Asked each time: what comes next changes with the answers.
    Keys.priority: Keys.BeforeItem
    Keys.onReturnPressed: event => {
        const goesOn = input.oneLine || input.returnGoesOn && !(event.modifiers & Qt.ShiftModifier);
        event.accepted = goesOn;
        if (goesOn)
            input.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }
    Keys.onTabPressed: input.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: input.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    EnterKey.type: input.returnGoesOn ? Qt.EnterKeyNext : Qt.EnterKeyDefault
    onTextChanged: {
        if (!input.oneLine || !input.activeFocus || !/[\n\r\u2028\u2029]/.test(input.text))
            return;
        const place = input.cursorPosition;
        input.text = input.text.replace(/[\n\r\u2028\u2029]/g, " ");
        input.cursorPosition = place;
    }

    background: FieldFrame {
        focused: input.activeFocus
        wrong: input.wrong
    }

    // Reopened words go on where they end.
    Component.onCompleted: {
        input.cursorPosition = input.length;
        marks.cursor = input.cursorPosition;
    }

    Text {
        id: prompt
        x: input.leftPadding
        y: input.topPadding
        width: input.width - input.leftPadding - input.rightPadding
        visible: input.length === 0 && input.preeditText.length === 0 && prompt.text.length > 0
        text: input.placeholderText
        color: input.placeholderTextColor
        font: input.font
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        textFormat: Text.PlainText
        Accessible.ignored: true                  // the field says it
    }
    SpellMarks {
        id: marks
        document: input.checksSpelling ? input.textDocument : null
    }
    // Told and not bound: marking a word can move the cursor's place in the laid out text, which would be a loop.
    onCursorPositionChanged: marks.cursor = input.cursorPosition
    SpellingBar {
        id: spelling
        marks: marks
        writing: input
        x: Theme.space1
        y: input.height - spelling.height - Theme.space1
        width: input.width - 2 * Theme.space1
    }
    FontMetrics {
        id: metrics
        font: input.font
    }
}
