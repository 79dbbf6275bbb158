pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// One of three or five faces: side by side where there is room for their words, else one below the other.
AnswerField {
    id: field

    readonly property int count: field.line.choiceLabels.length
    readonly property bool beside: Theme.textFactor > 1.25 || field.width < field.count * 62 + (field.count - 1) * Theme.space2

    focusTarget: tiles.count > 0 ? tiles.itemAt(0) : null
    Accessible.role: Accessible.Grouping
    Accessible.name: field.line.accessibleName
    Accessible.description: field.said

    Grid {
        id: grid
        width: parent.width
        columns: field.beside ? 1 : Math.max(1, field.count)
        spacing: Theme.space2

        Repeater {
            id: tiles
            model: field.line.choiceLabels

            FaceTile {
                required property string modelData
                required property int index

                width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
                label: modelData
                // Of three faces every other one of the five.
                face: "face-" + (field.count === 3 ? 2 * index + 1 : index + 1)
                chosen: field.line.chosen.includes(index)
                beside: field.beside
                onAsked: {
                    field.session.focusOn(field.line.key);
                    field.session.choose(field.line.key, index);
                }
            }
        }
    }
}
