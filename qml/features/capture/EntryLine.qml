import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Begins one entry of a list: a child, a person met, an agreed action. Names of children are initials until pressed:
// the screen is often in sight of others.
Item {
    id: entry

    required property LineValues line
    required property FormSession session
    property bool isShown: false

    readonly property bool hides: entry.line.masked.length > 0 && !entry.isShown
    readonly property string words: entry.hides ? entry.line.masked : entry.line.label

    // Whoever leaves the form, for another page or the cover, finds the name masked again.
    onVisibleChanged: {
        if (!entry.visible)
            entry.isShown = false;
    }

    implicitHeight: Math.max(Theme.touchTarget, title.implicitHeight)

    Divider {
        width: parent.width
    }
    CardTitle {
        id: title
        anchors.left: parent.left
        anchors.right: show.left
        anchors.verticalCenter: parent.verticalCenter
        text: entry.words
    }
    IconButton {
        id: show
        anchors.right: remove.left
        anchors.verticalCenter: parent.verticalCenter
        visible: entry.line.masked.length > 0
        width: visible ? implicitWidth : 0
        iconName: entry.isShown ? "hide" : "eye"
        //: Screen reader name of the button that shows a name in full instead of its initials. %1 is the initials.
        name: entry.isShown ? qsTr("Show only initials: %1").arg(entry.line.masked) :
        //: Screen reader name of the button that shows a name in full instead of its initials. %1 is the initials.
        qsTr("Show the name: %1").arg(entry.line.masked)
        onClicked: entry.isShown = !entry.isShown
    }
    QuietButton {
        id: remove
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        //: Button at the top of one entry of a list, for example a child or an action.
        text: qsTr("Remove")
        //: Screen reader name. %1 is the entry, for example "Child 2".
        Accessible.name: qsTr("Remove %1").arg(entry.words)
        onClicked: entry.session.removeEntry(entry.line.listKey, entry.line.entry)
    }
}
