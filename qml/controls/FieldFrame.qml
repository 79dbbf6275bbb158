import QtQuick
import Sightline.Theme

// The box of something one types into: its edge says whether it has the focus or needs looking at.
Rectangle {
    id: frame

    property bool focused: false
    property bool wrong: false

    radius: Theme.radius
    color: Theme.colors.surfaceRaised
    border.width: frame.wrong ? Theme.edge : Theme.hairline
    border.color: frame.wrong ? Theme.colors.urgent : Theme.colors.outline

    FocusRing {
        shown: frame.focused
    }
}
