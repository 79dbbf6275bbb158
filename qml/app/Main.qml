import QtQuick
import QtQuick.Window
import Sightline.Theme
import Sightline.Controls
import Sightline.App

// The window: the frame, and the person's choices handed to the theme.
Window {
    id: window

    required property AppViews views
    property bool shown: true
    // A phone or a tablet keeps a picture of what it leaves among the recent ones. Elsewhere somebody has to want it.
    property bool isHandheld: Qt.platform.os === "android" || Qt.platform.os === "ios"
    readonly property bool isLeft: (window.isHandheld || window.views.more.preferences.hidesWhenLeft) && Application.state !== Qt.ApplicationActive

    onIsLeftChanged: {
        if (window.isLeft)
            leftCover.hide(window.activeFocusItem);
        else
            leftCover.show();
    }

    width: 1024
    height: 768
    minimumWidth: 320
    minimumHeight: 480
    visible: window.shown
    color: Theme.colors.surface
    //: The product's name, in the window's title.
    title: qsTr("Sightline")

    Binding { target: Theme; property: "scheme"; value: window.views.more.preferences.scheme }
    Binding { target: Theme; property: "highContrast"; value: window.views.more.preferences.highContrast }
    Binding { target: Theme; property: "textFactor"; value: window.views.more.preferences.textPercent / 100 }
    Binding { target: Theme; property: "reducedMotion"; value: window.views.more.preferences.reducedMotion }
    Binding { target: Dictionary; property: "isWanted"; value: window.views.more.preferences.spelling }

    // Gone, with its shortcuts, where there is nothing to show. By source: in Qt 6.4 a Loader cannot make a component of a bound file.
    Loader {
        id: frame
        anchors.fill: parent
        visible: !leftCover.visible
        focus: true
        active: window.views.cannotOpenTitle.length === 0
        function show() {
            if (window.views.lock.isShown) {
                // What stood here is gone: nothing of it is in this window any more.
                frame.setSource("qrc:/qt/qml/Sightline/Lock/LockPage.qml", { focus: true, view: window.views.lock });
            } else if (window.views.joining.isShown) {
                // Nobody's device yet: there is nothing behind this page.
                frame.setSource("qrc:/qt/qml/Sightline/Joining/JoinPage.qml", { focus: true, view: window.views.joining });
            } else if (window.views.handOver.isAway) {
                frame.setSource("qrc:/qt/qml/Sightline/App/AppFrame.qml", {
                    focus: true,
                    views: window.views,
                    rightToLeft: Application.layoutDirection === Qt.RightToLeft
                });
            } else {
                // While the device is handed over there is no other page, and nothing that leads to one.
                frame.setSource("qrc:/qt/qml/Sightline/Capture/HandOverPage.qml", { focus: true, view: window.views.handOver });
            }
        }
        Component.onCompleted: frame.show()
    }
    Connections {
        target: window.views.handOver
        property bool isAway: true
        function onChanged() {
            if (isAway === window.views.handOver.isAway)
                return;
            isAway = window.views.handOver.isAway;
            frame.show();
        }
    }
    Connections {
        target: window.views.lock
        property bool isShown: false
        function onChanged() {
            if (isShown === window.views.lock.isShown)
                return;
            isShown = window.views.lock.isShown;
            frame.show();
        }
    }
    Connections {
        target: window.views.joining
        property bool isShown: false
        function onChanged() {
            if (isShown === window.views.joining.isShown)
                return;
            isShown = window.views.joining.isShown;
            frame.show();
        }
    }
    CoverPage {
        id: leftCover
        anchors.fill: parent
        goesByItself: true
    }
    CannotOpenPage {
        anchors.fill: parent
        visible: window.views.cannotOpenTitle.length > 0
        title: window.views.cannotOpenTitle
        text: window.views.cannotOpenText
        onCloseAsked: window.close()
    }
}
