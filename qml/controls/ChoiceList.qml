import QtQuick
import Sightline.Theme

// A card whose rows are one another's alternatives or companions. Put ChoiceRow or CheckRow inside.
Rectangle {
    id: list

    default property alias content: stack.data

    implicitWidth: 320
    implicitHeight: stack.height
    radius: Theme.radius
    color: Theme.colors.surfaceRaised
    border.width: Theme.hairline
    border.color: Theme.highContrast ? Theme.colors.outline : Theme.colors.line

    Column {
        id: stack
        width: list.width
    }
}
