import QtQuick
import Sightline.Theme
import Sightline.Controls

// A calm page that says nothing, over everything: for when somebody looks over one's shoulder. What is beneath is not
// drawn and not read out; one press brings it back where it was.
FocusScope {
    id: cover

    property Item before: null                    // what had the focus
    property double lastEscapeMs: 0

    visible: false

    function hide(focused: Item) {
        cover.before = focused;
        cover.visible = true;
        back.forceActiveFocus(Qt.OtherFocusReason);
    }
    function show() {
        cover.visible = false;
        if (cover.before)
            cover.before.forceActiveFocus(Qt.OtherFocusReason);
        cover.before = null;
    }
    function noteEscape() { cover.lastEscapeMs = Date.now(); }
    // Whether Escape was pressed a moment ago as well.
    function isSecondEscape(): bool {
        const isSecond = Date.now() - cover.lastEscapeMs < 700;
        cover.noteEscape();
        return isSecond;
    }

    Keys.onEscapePressed: cover.show()

    Rectangle { anchors.fill: parent; color: Theme.colors.surface }

    QuietButton {
        id: back
        anchors.centerIn: parent
        //: On the page that hides everything: goes back to what was there. It says nothing about what that is.
        text: qsTr("Carry on")
        ink: Theme.colors.inkMuted
        onClicked: cover.show()
    }
}
