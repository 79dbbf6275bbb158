import QtQuick
import Sightline.Theme
import Sightline.Controls

// One picture of a question, with a way to take it away.
Item {
    id: row

    required property string source
    required property string title
    required property string detail
    property bool isPicture: true
    property string voiceSha                      // of a voice note; empty: none
    signal openAsked
    signal removeAsked

    implicitHeight: Math.max(tile.implicitHeight, remove.implicitHeight)

    PictureTile {
        id: tile
        anchors.left: parent.left
        anchors.right: remove.left
        anchors.rightMargin: Theme.space2
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
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        iconName: "remove"
        //: Screen reader name of the button that takes a picture away from a question. %1 is its name.
        name: qsTr("Remove %1").arg(row.title)
        onClicked: row.removeAsked()
    }
}
