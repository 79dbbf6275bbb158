import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Today

// What to do first, and why.
FocusScope {
    id: page

    required property TodayView view
    required property SyncBadge badge
    property bool wide: false
    property bool showsTrail: false               // desktop: where one is stands over what is open
    property bool hasSide: false
    property alias detailShown: panes.detailShown

    readonly property bool showsDetail: panes.detailShown && !page.wide

    function goBack() {
        panes.detailShown = false;
    }

    PutOffSheet {
        id: putOffSheet
        desk: page.view.desk
    }
    PassSheet {
        id: passSheet
        desk: page.view.desk
    }
    EventSheet {
        id: eventSheet
        desk: page.view.desk
    }
    WishSheet {
        id: wishSheet
        desk: page.view.desk
    }
    TwoPane {
        id: panes
        anchors.fill: parent
        wide: page.wide
        hasSide: page.hasSide && page.view.opened.taskId.length > 0
        list: [
            TopBar {
                id: listBar
                width: parent.width
                overline: page.view.dateText
                badge: page.wide ? null : page.badge
            },
            TodayList {
                anchors.top: listBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: !page.view.isEmpty && page.view.isReady
                view: page.view
                marksCurrent: page.wide
                onTaskAsked: taskId => {
                    page.view.openTask(taskId);
                    panes.detailShown = !page.view.isVisit(taskId);   // a child has a page of their own
                }
                onWishAsked: (waiverId, task, detail, why) => wishSheet.ask(waiverId, task, detail, why)
            },
            ScrollPage {
                anchors.top: listBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: slow.shown

                ReadingNotice {
                    id: slow
                    width: parent.width
                    reading: !page.view.isReady
                }
            },
            EmptyState {
                anchors.centerIn: parent
                visible: page.view.isEmpty
                readonly property bool isComing: page.view.arriving.length > 0
                iconName: isComing ? "cloud" : "check"
                title: isComing ?
                //: Today, on a device that has just joined and has nothing for this person yet.
                qsTr("Your work is on its way") :
                //: Today, when nothing at all is planned for this person.
                qsTr("Nothing for you here yet")
                detail: isComing ? page.view.arriving :
                //: Today, when nothing is planned for this person.
                qsTr("When the framework gives you something to do, it will be here, with the most pressing first. You can capture a visit at any time.")
            }
        ]
        detail: [
            TopBar {
                id: detailBar
                width: parent.width
                //: Where one is, over the open task, on a wide screen. %1 is the task.
                overline: page.showsTrail && page.view.opened.taskId.length > 0 ? qsTr("Today › %1").arg(page.view.opened.title) : ""
                canGoBack: !page.wide
                badge: panes.hasSide && page.wide ? null : page.badge
                onBackAsked: page.goBack()
            },
            TaskDetail {
                anchors.top: detailBar.bottom
                anchors.bottom: foot.top
                width: parent.width
                visible: page.view.opened.taskId.length > 0
                task: page.view.opened
                desk: page.view.desk
                showsStart: page.wide
                showsRule: !(panes.hasSide && page.wide)
                onStartAsked: page.view.start(page.view.opened.taskId)
                onChildAsked: page.view.childAsked(page.view.opened.taskId)
                onPutOffAsked: putOffSheet.ask()
                onPassAsked: passSheet.ask()
                onEventAsked: eventSheet.ask()
                onTaskAsked: taskId => page.view.openTask(taskId)
            },
            FootBar {
                id: foot
                anchors.bottom: parent.bottom
                width: parent.width
                height: visible ? implicitHeight : 0
                visible: !page.wide && page.view.opened.startText.length > 0
                primary: page.view.opened.startText
                onPrimaryAsked: page.view.start(page.view.opened.taskId)
            }
        ]
        side: [
            TopBar {
                id: sideBar
                width: parent.width
                badge: page.badge
            },
            ScrollPage {
                anchors.top: sideBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                margin: Theme.space5

                TaskRule {
                    width: parent.width
                    task: page.view.opened
                }
            }
        ]
    }
}
