import QtQuick
import Sightline.Theme

// Where the keyboard is: a strong yellow ring outside an ink line, never colour alone. Put inside what it surrounds.
Item {
    id: ring

    property bool shown: false
    property real radius: Theme.radius

    anchors.fill: parent
    visible: ring.shown

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.focusRing
        radius: ring.radius + Theme.focusRing
        color: "transparent"
        border.width: Theme.focusRing
        border.color: Theme.colors.focus
    }
    Rectangle {
        anchors.fill: parent
        radius: ring.radius
        color: "transparent"
        border.width: Theme.edge
        border.color: Theme.colors.dark ? Theme.colors.ink : Theme.colors.focusInk
    }
}
