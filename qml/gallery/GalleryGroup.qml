import QtQuick
import Sightline.Theme
import Sightline.Controls

// A named shelf of the gallery.
Column {
    id: group

    required property string title
    default property alias content: stack.data

    width: parent ? parent.width : 320
    spacing: Theme.space3

    GroupLabel {
        width: parent.width
        text: group.title
    }
    Column {
        id: stack
        width: parent.width
        spacing: Theme.space3
    }
}
