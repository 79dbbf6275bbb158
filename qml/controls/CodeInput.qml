import QtQuick
import Sightline.Theme

// One line of typing that nobody reads over one’s shoulder. Not a TextField: in Qt 6.4 that, or saying Accessible.passwordEdit here, takes its
// name from screen readers; what hides the letters says it anyway.
TextInput {
    id: input

    required property string name                 // what a screen reader says
    property bool wrong: false
    property string help

    height: Math.max(Theme.touchTarget, input.contentHeight + input.topPadding + input.bottomPadding)
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space3
    bottomPadding: Theme.space3
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.colors.ink
    font: Theme.type.body
    echoMode: TextInput.Password
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
    activeFocusOnTab: true
    selectByMouse: true
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentInk

    Accessible.role: Accessible.EditableText
    Accessible.name: input.name
    Accessible.description: input.help
    Accessible.focusable: true

    FieldFrame {
        z: -1
        anchors.fill: parent
        focused: input.activeFocus
        wrong: input.wrong
    }
}
