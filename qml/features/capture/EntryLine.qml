import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Begins one entry of a list: a child, a person met, an agreed action.
Item {
    id: entry

    required property LineValues line
    required property FormSession session

    implicitHeight: Math.max(Theme.touchTarget, title.implicitHeight)

    Divider { width: parent.width }
    CardTitle {
        id: title
        anchors.left: parent.left
        anchors.right: remove.left
        anchors.verticalCenter: parent.verticalCenter
        text: entry.line.label
    }
    QuietButton {
        id: remove
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        //: Button at the top of one entry of a list, for example a child or an action.
        text: qsTr("Remove")
        //: Screen reader name. %1 is the entry, for example "Child 2".
        Accessible.name: qsTr("Remove %1").arg(entry.line.label)
        onClicked: entry.session.removeEntry(entry.line.listKey, entry.line.entry)
    }
}
