import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// The only page while the device is handed over: nothing of the app stands behind it, and no key, gesture or link leads away from it.
// Its owner's code does.
FocusScope {
    id: page

    required property HandOverView view

    property bool isGivingBack: false             // the owner's code is asked for
    readonly property bool isStopping: page.view.phase === HandOverView.Asking && page.stopAsked && !page.isGivingBack
    property bool stopAsked: false

    function hush() {
        if (page.view.session !== null)
            page.view.session.hush();
        FileDesk.stop();
    }

    // Nothing is heard behind a page that does not show it.
    onIsStoppingChanged: page.hush()
    onIsGivingBackChanged: page.hush()

    Accessible.role: Accessible.Pane
    Accessible.name: page.view.title
    // Escape and Back of the system end here.
    Keys.onEscapePressed: event => event.accepted = true
    Keys.onBackPressed: event => event.accepted = true

    Rectangle { anchors.fill: parent; color: Theme.colors.surface }

    HandOverCode {
        anchors.fill: parent
        visible: page.view.phase === HandOverView.Choosing
        focus: visible
        view: page.view
    }
    // By source: in Qt 6.4 a Loader cannot make a component of a bound file.
    Loader {
        id: question
        anchors.fill: parent
        visible: page.view.phase === HandOverView.Asking && !page.isGivingBack && !page.isStopping
        focus: visible
        property FormSession shown: null
        function show() {
            if (question.shown === page.view.session)
                return;
            question.shown = page.view.session;
            if (page.view.session === null)
                question.source = "";
            else
                question.setSource("HandOverQuestion.qml", { session: page.view.session, view: page.view });
        }
        Component.onCompleted: question.show()
    }
    HandOverStop {
        anchors.fill: parent
        visible: page.isStopping
        focus: visible
        view: page.view
        onCarryOnAsked: page.stopAsked = false
    }
    HandOverThanks {
        anchors.fill: parent
        visible: page.view.phase === HandOverView.Thanks && !page.isGivingBack
        focus: visible
        onGiveBackAsked: page.isGivingBack = true
    }
    HandBack {
        anchors.fill: parent
        visible: page.isGivingBack
        focus: visible
        view: page.view
        onPassed: page.isGivingBack = false
    }
    Connections {
        target: question.item
        function onStopAsked() { page.stopAsked = true; }
        function onGiveBackAsked() { page.isGivingBack = true; }
    }
    Connections {
        target: page.view
        function onChanged() {
            question.show();
            if (page.view.phase === HandOverView.Thanks)
                page.stopAsked = false;
        }
    }
}
