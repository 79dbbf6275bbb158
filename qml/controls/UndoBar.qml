import QtQuick
import Sightline.Theme

// Says what was just done and offers to take it back, for a while.
Rectangle {
    id: bar

    required property string text
    property int duration: 10000                  // ms: decisions 4
    property bool shown: false
    property bool undoable: true
    signal undoAsked
    signal passed

    // Also over an older one: each thing has the whole time to be taken back.
    function show() {
        bar.shown = true;
        time.restart();
    }

    visible: bar.shown
    implicitWidth: 320
    implicitHeight: Math.max(Theme.touchTarget + Theme.space2, words.implicitHeight + 2 * Theme.space3)
    radius: Theme.radius
    color: Theme.colors.ink

    Accessible.role: Accessible.AlertMessage
    Accessible.name: bar.text

    Timer {
        id: time
        running: bar.shown
        interval: bar.duration
        onTriggered: bar.passed()
    }
    BodyText {
        id: words
        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        anchors.right: undo.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: bar.text
        color: Theme.colors.surface
        font: Theme.type.small
    }
    QuietButton {
        id: undo
        visible: bar.undoable
        anchors.right: parent.right
        anchors.rightMargin: Theme.space1
        anchors.verticalCenter: parent.verticalCenter
        //: Takes back what was just done.
        text: qsTr("Undo")
        ink: Theme.colors.surface
        onClicked: bar.undoAsked()
    }
}
