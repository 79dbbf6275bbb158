import QtQuick
import Sightline.Theme

// The ring of a single choice.
Rectangle {
    id: mark

    property bool on: false

    width: Theme.iconSize
    height: Theme.iconSize
    radius: mark.width / 2
    color: "transparent"
    border.width: Theme.edge
    border.color: mark.on ? Theme.colors.accent : Theme.colors.outline

    Rectangle {
        anchors.centerIn: parent
        width: Math.round(mark.width / 2)
        height: mark.on ? width : 0
        radius: width / 2
        visible: mark.on
        color: Theme.colors.accent
    }
}
