import QtQuick
import Sightline.Theme

LineInput {
    id: search

    leftPadding: search.mirrored ? search.clearRoom : search.glassRoom
    rightPadding: search.mirrored ? search.glassRoom : search.clearRoom
    inputMethodHints: Qt.ImhNoPredictiveText

    readonly property real glassRoom: Theme.iconSmall + Theme.space4 + Theme.space3
    readonly property real clearRoom: Theme.touchTarget
    readonly property bool mirrored: search.LayoutMirroring.enabled

    Icon {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSmall
        height: Theme.iconSmall
        name: "search"
        color: Theme.colors.inkMuted
    }
    IconButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: search.text.length > 0
        iconName: "close"
        //: Button inside a search field: empties it.
        name: qsTr("Clear search")
        ink: Theme.colors.inkMuted
        onClicked: search.clear()
    }
}
