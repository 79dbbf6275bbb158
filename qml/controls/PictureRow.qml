import QtQuick
import Sightline.Theme
import Sightline.Controls

// One picture or file, with a way to take it away where it can be.
Item {
    id: row

    required property string source
    required property string title
    required property string detail
    property bool isPicture: true
    property string voiceSha                      // of a voice note; empty: none
    property bool canRemove: true
    signal openAsked
    signal removeAsked

    implicitHeight: row.canRemove ? Math.max(tile.implicitHeight, remove.implicitHeight) : tile.implicitHeight

    PictureTile {
        id: tile
        anchors.left: parent.left
        anchors.right: row.canRemove ? remove.left : parent.right
        anchors.rightMargin: row.canRemove ? Theme.space2 : 0
        height: parent.height
        source: row.source
        title: row.title
        detail: row.detail
        isPicture: row.isPicture
        sha: row.voiceSha
        onClicked: row.openAsked()
    }
    IconButton {
        id: remove
        visible: row.canRemove
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        iconName: "remove"
        //: Screen reader name of the button that takes a picture away from a question. %1 is its name.
        name: qsTr("Remove %1").arg(row.title)
        onClicked: row.removeAsked()
    }
}
