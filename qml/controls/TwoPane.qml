import QtQuick
import Sightline.Theme

// A list and what is chosen in it: side by side where there is room, else one over the other. On a desktop a third,
// quiet panel may stand at the end.
FocusScope {
    id: panes

    property bool wide: false
    property bool hasSide: false                  // there is room for a side panel, and the page has one
    property bool detailShown: false              // narrow only: the detail covers the list
    property real listWidth: Math.min(Math.max(340, Theme.type.px(372)), panes.width * 0.46)
    property real sideWidth: Math.min(Math.max(280, Theme.type.px(296)), panes.width * 0.3)
    property alias list: listSlot.data
    property alias detail: detailSlot.data
    property alias side: sideSlot.data

    Item {
        id: listSlot
        width: panes.wide ? panes.listWidth : panes.width
        height: panes.height
        x: panes.wide && panes.LayoutMirroring.enabled ? panes.width - width : 0
        visible: panes.wide || !panes.detailShown
    }
    Rectangle {
        visible: panes.wide
        x: panes.LayoutMirroring.enabled ? listSlot.x - width : listSlot.width
        width: Theme.hairline
        height: panes.height
        color: Theme.colors.line
    }
    Item {
        id: detailSlot
        x: !panes.wide ? 0 : panes.LayoutMirroring.enabled ? (sideSlot.visible ? sideSlot.width : 0) : listSlot.width + Theme.hairline
        width: panes.wide ? panes.width - listSlot.width - Theme.hairline - (sideSlot.visible ? sideSlot.width : 0) : panes.width
        height: panes.height
        visible: panes.wide || panes.detailShown
    }
    Item {
        id: sideSlot
        visible: panes.wide && panes.hasSide
        x: panes.LayoutMirroring.enabled ? 0 : panes.width - width
        width: panes.sideWidth
        height: panes.height

        Rectangle {
            x: panes.LayoutMirroring.enabled ? parent.width - width : 0
            width: Theme.hairline
            height: parent.height
            color: Theme.colors.line
        }
    }
}
