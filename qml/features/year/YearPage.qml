import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Year

// The assurance map: every service over the months of a council year, and from a cell to its tasks and their records. Where there is room
// the months stand beside the services; else a service opens its activities, and an activity its months.
FocusScope {
    id: page

    required property YearView view
    required property SyncBadge badge
    signal backAsked

    readonly property real margin: page.width < Theme.tabletWidth ? Theme.space4 : Theme.space5
    readonly property real titleWidth: Math.max(180, Theme.type.px(210))
    readonly property real cellWidth: (page.width - 2 * page.margin - page.titleWidth) / Math.max(1, page.view.months.length)
    readonly property bool grid: page.cellWidth >= Math.max(Theme.touchTarget + 2, Theme.type.px(Theme.touchTarget))
    readonly property bool inRow: !page.grid && page.view.rowTitle.length > 0 && page.view.serviceTitle.length > 0

    function goBack() {
        if (!page.view.goBack())
            page.backAsked();
    }

    onVisibleChanged: page.view.setShown(page.visible)
    Component.onCompleted: page.view.setShown(page.visible)

    TopBar {
        id: bar
        width: parent.width
        //: Title of the page that shows every service over the months of a year.
        pageTitle: qsTr("The year")
        canGoBack: true
        title: page.view.hasCell ? page.view.serviceTitle : page.inRow ? page.view.rowTitle : page.view.serviceTitle.length > 0 ? page.view.serviceTitle :
        //: Title of the page that shows every service over the months of a year.
        qsTr("The year")
        badge: page.badge
        onBackAsked: page.goBack()
    }
    Column {
        id: head
        anchors.top: bar.bottom
        x: page.margin
        width: parent.width - 2 * page.margin
        spacing: Theme.space2

        Banner {
            width: parent.width
            visible: text.length > 0
            text: page.view.problem
            tone: StatusLine.Urgent
            iconName: "alert"
        }
        Item {
            width: parent.width
            height: Math.max(earlier.height, years.height)
            visible: !page.view.hasCell && page.view.isReady && !page.view.isEmpty

            IconButton {
                id: earlier
                anchors.left: parent.left
                iconName: "back"
                iconFlips: mirrored
                //: Screen reader name of the arrow that goes to the council year before.
                name: qsTr("The year before")
                onClicked: page.view.turn(-1)
            }
            Column {
                id: years
                anchors.left: earlier.right
                anchors.right: later.left
                anchors.leftMargin: Theme.space2
                anchors.rightMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter

                StrongText {
                    width: parent.width
                    horizontalAlignment: page.grid ? Text.AlignLeft : Text.AlignHCenter
                    text: page.view.title
                }
                SmallText {
                    width: parent.width
                    horizontalAlignment: page.grid ? Text.AlignLeft : Text.AlignHCenter
                    text: page.view.asOf
                }
            }
            IconButton {
                id: later
                anchors.right: parent.right
                iconName: "forward"
                iconFlips: mirrored
                //: Screen reader name of the arrow that goes to the council year after.
                name: qsTr("The year after")
                onClicked: page.view.turn(1)
            }
        }
        YearLegend {
            width: parent.width
            visible: page.grid && !page.view.hasCell && !page.view.isEmpty && page.view.isReady
        }
    }
    ReadingNotice {
        id: slow
        anchors.top: head.bottom
        anchors.topMargin: Theme.space3
        x: page.margin
        width: parent.width - 2 * x
        reading: page.view.isReading
    }
    YearGrid {
        anchors.top: head.bottom
        anchors.topMargin: Theme.space3
        anchors.bottom: parent.bottom
        x: page.margin
        width: parent.width - 2 * page.margin
        visible: page.grid && !page.view.hasCell && !slow.shown
        focus: visible
        view: page.view
        titleWidth: page.titleWidth
        cellWidth: page.cellWidth
    }
    YearList {
        anchors.top: head.bottom
        anchors.topMargin: Theme.space3
        anchors.bottom: parent.bottom
        x: page.margin - Theme.space3
        width: parent.width - 2 * x
        visible: !page.grid && !page.view.hasCell && !page.inRow && !slow.shown
        focus: visible
        view: page.view
    }
    YearMonths {
        anchors.top: head.bottom
        anchors.topMargin: Theme.space3
        anchors.bottom: parent.bottom
        x: page.margin - Theme.space3
        width: parent.width - 2 * x
        visible: page.inRow && !page.view.hasCell && !slow.shown
        focus: visible
        view: page.view
    }
    YearTasks {
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: page.view.hasCell && !slow.shown
        focus: visible
        view: page.view
        margin: page.margin
    }
    EmptyState {
        anchors.centerIn: parent
        visible: page.view.isEmpty && page.view.problem.length === 0
        iconName: "calendar"
        //: The year, where no framework has come yet.
        title: qsTr("No framework yet")
        //: The year, where no framework has come yet.
        detail: qsTr("What every service was asked for, and what became of it, will be here after the first contact with the hub.")
    }
}
