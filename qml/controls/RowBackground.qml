import QtQuick
import Sightline.Theme

// The ground of a row in a card: hover and press shades, a hairline above, and the focus ring.
Item {
    id: ground

    property bool down: false
    property bool hovered: false
    property bool divided: false
    property bool focused: false
    property real lineLeft: 0
    property bool mirrored: false

    Rectangle {
        anchors.fill: parent
        anchors.margins: 1
        radius: Theme.radius - 1
        color: ground.down ? Theme.colors.pressed : Theme.colors.hovered
        visible: ground.down || ground.hovered
    }
    Divider {
        visible: ground.divided
        x: ground.mirrored ? 0 : ground.lineLeft
        width: ground.width - ground.lineLeft
    }
    FocusRing {
        shown: ground.focused
    }
}
