import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

AnswerField {
    id: field

    focusTarget: number.box

    Row {
        spacing: Theme.space2

        NumberField {
            id: number
            name: field.line.accessibleName
            help: field.said
            value: field.line.answer
            whole: field.line.kind === "integer"
            room: field.width - (unit.visible ? unit.implicitWidth + Theme.space2 : 0)
            wrong: field.line.problem.length > 0
            onAsked: text => field.session.setText(field.line.key, text)
            onStepped: by => field.session.step(field.line.key, by)
            onActiveFocusChanged: {
                if (number.activeFocus)
                    field.session.focusOn(field.line.key);
            }
        }
        SmallText {
            id: unit
            anchors.verticalCenter: parent.verticalCenter
            visible: field.line.unit.length > 0
            text: field.line.unit
        }
    }
}
