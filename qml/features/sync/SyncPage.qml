import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Sync

// What is here, what went, what the hub keeps and why, in plain words; beside it what is chosen, or the diary.
FocusScope {
    id: page

    required property SyncView view
    required property SyncBadge badge
    property bool wide: false
    property bool canGoBack: false
    property alias detailShown: panes.detailShown
    property bool showsTrail: false               // desktop: where one is stands over what is open
    signal backAsked

    property string part: "diary"                 // what stands in the detail: "diary" or "held"
    readonly property bool showsDetail: panes.detailShown && !page.wide
    readonly property bool showsHeld: page.part === "held" && page.view.opened.noticeId.length > 0

    function goBack() {
        if (page.showsDetail)
            panes.detailShown = false;
        else
            page.backAsked();
    }
    function openHeld(noticeId: string) {
        page.view.openHeld(noticeId);
        page.part = "held";
        panes.detailShown = true;
    }
    function openDiary() {
        page.part = "diary";
        panes.detailShown = true;
    }

    // Held work that is settled elsewhere is gone: then the list is the page again.
    Connections {
        target: page.view.opened
        function onChanged() {
            if (page.part === "held" && page.view.opened.noticeId.length === 0) {
                page.part = "diary";
                panes.detailShown = false;
            }
        }
    }

    TwoPane {
        id: panes
        anchors.fill: parent
        wide: page.wide
        list: [
            TopBar {
                id: listBar
                width: parent.width
                canGoBack: page.canGoBack
                //: Title of the page about sending and receiving.
                title: qsTr("Sync")
                badge: page.wide ? null : page.badge
                onBackAsked: page.backAsked()
            },
            ScrollPage {
                anchors.top: listBar.bottom
                anchors.bottom: listFoot.top
                width: parent.width
                spacing: Theme.space5

                ReadingNotice {
                    width: parent.width
                    reading: !page.view.isReady && page.view.said.length === 0
                }
                SyncStanding {
                    width: parent.width
                    visible: page.view.isReady
                    view: page.view
                }
                JoinAgain {
                    visible: page.view.isSignedOut
                    width: parent.width
                    view: page.view
                }
                PrimaryButton {
                    anchors.left: parent.left
                    visible: page.wide && !page.view.isSignedOut
                    enabled: page.view.canSync
                    text: listFoot.primary
                    onClicked: page.view.syncAsked()
                }
                Banner {
                    width: parent.width
                    visible: page.view.said.length > 0
                    iconName: page.view.saidIsProblem ? "alert" : "check"
                    tone: page.view.saidIsProblem ? StatusLine.Urgent : StatusLine.Good
                    text: page.view.said
                }
                SyncShelf {
                    //: Heading on Sync: one answer was changed in two places, and a person has to choose.
                    title: qsTr("Choose which text stands")
                    rows: page.view.conflicts
                    count: page.view.conflictCount
                    current: page.wide && page.showsHeld ? page.view.opened.noticeId : ""
                    onRowAsked: rowId => page.openHeld(rowId)
                }
                SyncShelf {
                    //: Heading on Sync: records the hub keeps but could not apply.
                    title: qsTr("Kept by the hub, not applied")
                    rows: page.view.kept
                    count: page.view.keptCount
                    current: page.wide && page.showsHeld ? page.view.opened.noticeId : ""
                    onRowAsked: rowId => page.openHeld(rowId)
                }
                SyncShelf {
                    //: Heading on Sync: records the hub has not taken yet.
                    title: qsTr("Waiting to send")
                    rows: page.view.waiting
                    count: page.view.waitingCount
                    onRowAsked: (rowId, recordId) => {
                        if (recordId.length > 0)
                            page.view.recordAsked(recordId);
                    }
                }
                ChoiceList {
                    width: parent.width

                    ListRow {
                        width: parent.width
                        iconName: "history"
                        //: Row of Sync: opens the list of what went and came, day by day.
                        title: qsTr("Diary")
                        //: Under the row of Sync that opens the diary.
                        detail: qsTr("What went and came, day by day")
                        current: page.wide && !page.showsHeld
                        onClicked: page.openDiary()
                    }
                    ListRow {
                        width: parent.width
                        visible: page.view.canExport
                        height: visible ? implicitHeight : 0
                        divided: true
                        opens: false
                        iconName: "storage"
                        //: Row of Sync: writes everything unsent to a file.
                        title: qsTr("Export unsent work")
                        //: Under the row of Sync that writes everything unsent to a file.
                        detail: qsTr("If this device can no longer send: a sealed copy that only the hub can open")
                        onClicked: page.view.exportAsked()
                    }
                }
                StatusLine {
                    width: parent.width
                    iconName: "lock"
                    strong: false
                    //: At the foot of Sync.
                    text: qsTr("Records are locked on this device and on their way. Nothing is deleted here before the hub has it.")
                }
            },
            FootBar {
                id: listFoot
                anchors.bottom: parent.bottom
                width: parent.width
                visible: !page.wide && !page.view.isSignedOut
                height: visible ? implicitHeight : 0
                //: Button on Sync: begins an exchange with the hub. While one is on its way it says so.
                primary: page.view.isSending ? qsTr("Sending…") :
                //: Button on Sync: begins an exchange with the hub.
                qsTr("Sync now")
                primaryEnabled: page.view.canSync
                onPrimaryAsked: page.view.syncAsked()
            }
        ]
        detail: [
            TopBar {
                id: detailBar
                width: parent.width
                overline: !page.showsTrail ? "" :
                //: Where one is, over the open held work, on a wide screen. %1 is what the hub keeps.
                page.showsHeld ? qsTr("Sync › %1").arg(page.view.opened.title) :
                //: Where one is, over the diary of what went and came, on a wide screen.
                qsTr("Sync › Diary")
                canGoBack: !page.wide
                badge: page.badge
                onBackAsked: page.goBack()
            },
            SyncDiary {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: !page.showsHeld
                view: page.view
                saysReading: !page.wide
                onRecordAsked: recordId => page.view.recordAsked(recordId)
            },
            HeldDetail {
                id: held
                anchors.top: detailBar.bottom
                anchors.bottom: detailFoot.top
                width: parent.width
                visible: page.showsHeld
                view: page.view
                showsButton: page.wide
                onRecordAsked: recordId => page.view.recordAsked(recordId)
            },
            FootBar {
                id: detailFoot
                anchors.bottom: parent.bottom
                width: parent.width
                visible: !page.wide && page.showsHeld && page.view.opened.isConflict && page.view.opened.isOpen
                height: visible ? implicitHeight : 0
                //: Button under the two texts of a conflict, after one was chosen.
                primary: qsTr("Keep this text")
                primaryEnabled: page.view.opened.isChosen
                onPrimaryAsked: page.view.settle()
            }
        ]
    }
}
