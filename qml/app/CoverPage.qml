import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls

// A calm page that says nothing, over everything: for when somebody looks over one's shoulder, and for the picture that a system keeps of a
// window that was left. What is beneath is not drawn and not read out; one press, or coming back, brings it back where it was.
FocusScope {
    id: cover

    property bool goesByItself: false             // whoever comes back has nothing to press
    property Item before: null                    // what had the focus
    readonly property Item sheetLayer: T.Overlay.overlay   // where open sheets lie, over everything else

    visible: false

    function hide(focused: Item) {
        cover.before = focused;
        cover.visible = true;
        cover.sheetLayer.visible = false;
        if (cover.goesByItself)
            cover.forceActiveFocus(Qt.OtherFocusReason);
        else
            back.forceActiveFocus(Qt.OtherFocusReason);
    }
    function show() {
        cover.visible = false;
        cover.sheetLayer.visible = cover.sheetLayer.children.length > 0;
        if (cover.before)
            cover.before.forceActiveFocus(Qt.OtherFocusReason);
        cover.before = null;
    }

    Keys.onEscapePressed: event => {
        event.accepted = !cover.goesByItself;
        if (event.accepted)
            cover.show();
    }

    // A sheet that comes or goes meanwhile shows its sheetLayer again.
    Connections {
        target: cover.sheetLayer
        function onVisibleChanged() {
            if (cover.visible)
                cover.sheetLayer.visible = false;
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surface
    }

    QuietButton {
        id: back
        anchors.centerIn: parent
        visible: !cover.goesByItself
        //: On the page that hides everything: goes back to what was there. It says nothing about what that is.
        text: qsTr("Carry on")
        ink: Theme.colors.inkMuted
        onClicked: cover.show()
    }
}
