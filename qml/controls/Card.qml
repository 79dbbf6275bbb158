import QtQuick
import Sightline.Theme

// A raised sheet with a hairline. Its children stack in one column.
Rectangle {
    id: card

    default property alias content: stack.data
    property real padding: Theme.space4
    property alias spacing: stack.spacing

    implicitWidth: 320
    implicitHeight: stack.implicitHeight + 2 * card.padding
    radius: Theme.radius
    color: Theme.colors.surfaceRaised
    border.width: Theme.hairline
    border.color: Theme.colors.line

    Column {
        id: stack
        x: card.padding
        y: card.padding
        width: card.width - 2 * card.padding
        spacing: Theme.space2
    }
}
