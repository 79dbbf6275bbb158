import QtQuick
import Sightline.Theme
import Sightline.Capture
import Sightline.Joining
import Sightline.Lock
import Sightline.App

// A whole page of the app in one look, for the pictures and the tests that walk through every page.
Rectangle {
    id: stage

    required property AppViews views
    property string place: "today"
    property bool capturing: false
    property bool detail: false                   // on a phone, what is chosen rather than the list
    property string part                          // of More or Sync: what stands in the detail
    property bool dark: false
    property bool highContrast: false
    property real textFactor: 1
    property bool rightToLeft: false
    property int patience: 1000                   // ms before a wait is spoken of
    readonly property AppFrame frame: content

    color: Theme.colors.surface

    Binding {
        target: Theme
        property: "scheme"
        value: stage.dark ? Theme.Dark : Theme.Light
    }
    Binding {
        target: Theme
        property: "highContrast"
        value: stage.highContrast
    }
    Binding {
        target: Theme
        property: "textFactor"
        value: stage.textFactor
    }
    Binding {
        target: Theme
        property: "patience"
        value: stage.patience
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: true
    }

    AppFrame {
        id: content
        anchors.fill: parent
        focus: true
        visible: stage.views.cannotOpenTitle.length === 0 && stage.views.handOver.isAway && !stage.views.joining.isShown && !stage.views.lock.isShown
        enabled: visible
        views: stage.views
        startsWithDetail: stage.detail
        startsWithPart: stage.part
        rightToLeft: stage.rightToLeft
        Component.onCompleted: {
            if (content.navigation.place !== stage.place)
                content.navigation.go(stage.place);
            content.navigation.capturing = stage.capturing;
        }
    }
    CannotOpenPage {
        anchors.fill: parent
        visible: stage.views.cannotOpenTitle.length > 0
        title: stage.views.cannotOpenTitle
        text: stage.views.cannotOpenText
    }
    JoinPage {
        anchors.fill: parent
        visible: stage.views.joining.isShown
        enabled: visible
        focus: visible
        LayoutMirroring.enabled: stage.rightToLeft
        LayoutMirroring.childrenInherit: true
        view: stage.views.joining
    }
    LockPage {
        anchors.fill: parent
        visible: stage.views.lock.isShown
        enabled: visible
        focus: visible
        LayoutMirroring.enabled: stage.rightToLeft
        LayoutMirroring.childrenInherit: true
        view: stage.views.lock
    }
    HandOverPage {
        anchors.fill: parent
        visible: !stage.views.handOver.isAway
        focus: visible
        LayoutMirroring.enabled: stage.rightToLeft
        LayoutMirroring.childrenInherit: true
        view: stage.views.handOver
    }
}
