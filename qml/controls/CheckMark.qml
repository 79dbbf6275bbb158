import QtQuick
import Sightline.Theme

// The box of a multiple choice.
Rectangle {
    id: mark

    property bool on: false

    width: Theme.iconSize
    height: Theme.iconSize
    radius: 6
    color: mark.on ? Theme.colors.accent : "transparent"
    border.width: mark.on ? 0 : Theme.edge
    border.color: Theme.colors.outline

    Icon {
        anchors.fill: parent
        anchors.margins: 3
        visible: mark.on
        name: "check"
        color: Theme.colors.accentInk
    }
}
