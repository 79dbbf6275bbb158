import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// What every question of a form shares: its words, what is wrong, and where the focus goes when it is asked for. One of
// several answers can be removed.
Field {
    id: field

    required property LineValues line
    required property FormSession session
    property Item focusTarget
    // What a screen reader says of the question's boxes after their name: what is wrong comes first.
    readonly property string said: field.line.problem.length > 0 ? field.line.problem + " " + field.line.help : field.line.help
    // What is written of a child is neither learnt by the keyboard nor offered as its next word.
    readonly property int keyboardHints: field.line.isSensitive || field.session.isSensitive ? Qt.ImhSensitiveData | Qt.ImhNoPredictiveText : Qt.ImhNone
    // Choices beside each other, where the form says so: as many as have room for a few words each.
    readonly property int columnsMax: Math.max(1, Math.floor(field.width / (8 * Theme.type.body.pixelSize)))
    readonly property int columns: field.line.sideBySide ? Math.max(1, Math.min(field.line.choiceLabels.length, field.columnsMax)) : 1
    readonly property real columnWidth: Math.floor(field.width / field.columns)

    label: field.line.label
    help: field.line.help
    error: field.line.problem
    // Somebody who is asked in the room may leave anything out, and need not read so at each question.
    optional: !field.line.isRequired && !field.session.asksInTheRoom
    large: field.session.asksInTheRoom
    removable: field.line.canRemove
    name: field.line.accessibleName
    onRemoveAsked: field.session.removeAnswer(field.line.key)

    Connections {
        target: field.line
        function onFocusWanted() {
            if (field.focusTarget)
                field.focusTarget.forceActiveFocus(Qt.TabFocusReason);
        }
    }
}
