import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls

// A page's scrolling content: one column no wider than a comfortable measure, which follows the keyboard so that what
// has the focus is never hidden.
Flickable {
    id: page

    default property alias content: stack.data
    property real margin: page.width < Theme.tabletWidth ? Theme.space4 : Theme.space5
    property real widthMax: Theme.measure
    property bool centred: false
    property alias spacing: stack.spacing
    readonly property alias column: stack

    contentWidth: page.width
    contentHeight: stack.y + stack.height + Theme.space6
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    // A long page is also read without a pointer.
    activeFocusOnTab: false

    T.ScrollBar.vertical: ThinScrollBar {
    }

    Column {
        id: stack
        x: page.centred ? Math.max(page.margin, (page.width - stack.width) / 2) : page.margin
        y: Theme.space2
        width: Math.min(page.width - 2 * page.margin, page.widthMax)
        spacing: Theme.space4
    }
    FocusFollower {
        flickable: page
        margin: Theme.space5
    }
}
