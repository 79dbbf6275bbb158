import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// One line of typing.
T.TextField {
    id: input

    required property string name                  // what a screen reader says
    property bool wrong: false
    property string help
    property bool goesOn: false                   // the return key goes to what comes next, as the keyboard's own "Next" says

    implicitWidth: 280
    implicitHeight: Math.max(Theme.touchTarget, input.contentHeight + input.topPadding + input.bottomPadding)
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space3
    bottomPadding: Theme.space3
    verticalAlignment: TextInput.AlignVCenter
    horizontalAlignment: TextInput.AlignLeft
    color: Theme.colors.ink
    font: Theme.type.body
    selectByMouse: true
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentInk
    placeholderTextColor: Theme.colors.inkMuted
    opacity: input.enabled ? 1 : 0.55

    EnterKey.type: input.goesOn ? Qt.EnterKeyNext : Qt.EnterKeyDefault
    onAccepted: {
        if (input.goesOn)
            input.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    Accessible.name: input.name
    Accessible.description: input.help

    background: FieldFrame {
        focused: input.activeFocus
        wrong: input.wrong
    }

    Text {
        anchors.fill: parent
        anchors.leftMargin: input.leftPadding
        anchors.rightMargin: input.rightPadding
        visible: input.length === 0 && input.preeditText.length === 0
        text: input.placeholderText
        color: input.placeholderTextColor
        font: input.font
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: Text.AlignLeft
        textFormat: Text.PlainText
    }
}
