pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Capture

AnswerField {
    id: field

    focusTarget: rows.count > 0 ? rows.itemAt(0) : null
    Accessible.role: Accessible.Grouping
    Accessible.name: field.line.accessibleName
    Accessible.description: field.said

    ChoiceList {
        width: parent.width

        Flow {
            width: parent.width

            Repeater {
                id: rows
                model: field.line.choiceLabels

                CheckRow {
                    required property string modelData
                    required property int index

                    width: field.columnWidth
                    label: modelData
                    on: field.line.chosen.includes(index)
                    divided: index >= field.columns
                    onAsked: {
                        field.session.focusOn(field.line.key);
                        field.session.choose(field.line.key, index);
                    }
                }
            }
        }
    }
}
