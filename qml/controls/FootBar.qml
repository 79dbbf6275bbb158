import QtQuick
import Sightline.Theme

// The bar at the foot of a page that holds its next step, in reach of a thumb. Buttons stack when the words are large.
Rectangle {
    id: bar

    property string primary
    property string secondary
    property bool primaryEnabled: true
    property bool secondaryEnabled: true
    property string primaryDescription            // what a screen reader says beside its name
    property real widthMax: bar.width
    property bool centred: false                  // under a column that is
    signal primaryAsked
    signal secondaryAsked

    readonly property real room: Math.min(bar.width, bar.widthMax) - 2 * Theme.space4
    readonly property real start: bar.centred ? Math.max(Theme.space4, (bar.width - bar.room) / 2) : Theme.space4
    readonly property bool stacked: back.implicitWidth + next.implicitWidth + Theme.space3 > bar.room

    // Gives the keyboard to the next step, or where there is none to the other button.
    function takeKeyboard() {
        (next.visible ? next : back).forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: (bar.stacked && back.visible ? next.height + back.height + Theme.space2 : Math.max(next.height, Theme.touchTarget + 4)) + 2 * Theme.space3
    color: Theme.colors.surfaceRaised

    Divider {
        width: parent.width
    }
    SecondaryButton {
        id: back
        visible: bar.secondary.length > 0
        x: bar.stacked ? bar.start : (bar.LayoutMirroring.enabled ? bar.room + bar.start - width : bar.start)
        y: bar.stacked ? next.y + next.height + Theme.space2 : Theme.space3
        width: bar.stacked ? bar.room : back.implicitWidth
        height: Math.max(back.implicitHeight, Theme.touchTarget + 4)
        horizontalPadding: Theme.space4
        text: bar.secondary
        enabled: bar.secondaryEnabled
        onClicked: bar.secondaryAsked()
    }
    PrimaryButton {
        id: next
        visible: bar.primary.length > 0
        enabled: bar.primaryEnabled
        x: bar.stacked || !back.visible || bar.LayoutMirroring.enabled ? bar.start : back.x + back.width + Theme.space3
        y: Theme.space3
        width: bar.stacked || !back.visible ? bar.room : bar.room - back.width - Theme.space3
        height: Math.max(next.implicitHeight, Theme.touchTarget + 4)
        horizontalPadding: Theme.space4
        text: bar.primary
        Accessible.description: bar.primaryDescription
        onClicked: bar.primaryAsked()
    }
}
