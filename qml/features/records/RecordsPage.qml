import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// What was captured, mine and my team's, and where each record is.
FocusScope {
    id: page

    required property RecordsView view
    required property SyncBadge badge
    property bool wide: false
    property alias detailShown: panes.detailShown
    property bool showsTrail: false               // desktop: where one is stands over what is open
    property bool hasSide: false

    readonly property bool showsDetail: panes.detailShown && !page.wide

    function goBack() {
        panes.detailShown = false;
    }
    function takeStep(offer: var) { // one of RecordSheet.offers
        if (offer.hasPart)
            page.view.partAsked(page.view.opened.recordId, offer.kind);
        else if (offer.asksNothing)
            page.view.stepWords.takeWordless(page.view.opened.recordId, offer.kind);
        else
            stepSheet.askFor(offer);
    }

    StepSheet {
        id: stepSheet
        view: page.view
    }

    AddSheet {
        id: addSheet
        view: page.view
    }

    TwoPane {
        id: panes
        anchors.fill: parent
        wide: page.wide
        hasSide: page.hasSide && page.view.opened.recordId.length > 0
        list: [
            TopBar {
                id: listBar
                //: Title of the page of records.
                pageTitle: qsTr("Records")
                width: parent.width
                badge: page.wide ? null : page.badge
            },
            RecordsList {
                id: list
                anchors.top: listBar.bottom
                anchors.topMargin: Theme.space1
                anchors.bottom: parent.bottom
                width: parent.width
                view: page.view
                marksCurrent: page.wide
                onRecordAsked: recordId => {
                    page.view.open(recordId);
                    panes.detailShown = true;
                }
            }
        ]
        detail: [
            TopBar {
                id: detailBar
                width: parent.width
                //: Where one is, over the open record, on a wide screen. %1 is its form.
                overline: page.showsTrail && page.view.opened.recordId.length > 0 ? qsTr("Records › %1").arg(page.view.opened.title) : ""
                canGoBack: !page.wide
                badge: panes.hasSide && page.wide ? null : page.badge
                onBackAsked: page.goBack()
            },
            RecordDetail {
                anchors.top: detailBar.bottom
                anchors.bottom: foot.top
                width: parent.width
                visible: (page.view.opened.recordId.length > 0 || page.view.recordProblem.length > 0) && !slow.shown
                view: page.view
                problem: page.view.recordProblem
                showsWay: !(panes.hasSide && page.wide)
                showsResume: page.wide
                onResumeAsked: page.view.resumeAsked(page.view.opened.recordId)
                onStepAsked: offer => page.takeStep(offer)
                onAddAsked: addSheet.askFor(page.view.opened.recordId)
                onAmendAsked: page.view.amendAsked(page.view.opened.recordId)
                paperWords: page.view.paperWords
                onPaperAsked: page.view.paperAsked(page.view.opened.recordId)
            },
            FootBar {
                id: foot
                anchors.bottom: parent.bottom
                width: parent.width
                height: visible ? implicitHeight : 0
                visible: !page.wide && page.view.opened.isDraft && !slow.shown
                //: Button under a draft.
                primary: qsTr("Carry on")
                onPrimaryAsked: page.view.resumeAsked(page.view.opened.recordId)
            },
            ScrollPage {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: slow.shown

                ReadingNotice {
                    id: slow
                    width: parent.width
                    reading: page.view.isOpening
                }
            },
            EmptyState {
                anchors.centerIn: parent
                visible: page.view.opened.recordId.length === 0 && page.view.recordProblem.length === 0 && page.view.isReady && !page.view.isEmpty && !slow.shown
                iconName: "records"
                //: Beside the list of records, before one is chosen.
                title: qsTr("Choose a record")
                //: Beside the list of records, before one is chosen.
                detail: qsTr("Its answers, its way and its receipt will be here.")
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
                margin: Theme.space4

                GroupLabel {
                    width: parent.width
                    visible: way.steps.length > 0
                    //: Heading of the side panel of a record: who has done their part.
                    text: qsTr("Its way")
                }
                StepTrack {
                    id: way
                    width: parent.width
                    steps: page.view.opened.way
                }
                GroupLabel {
                    width: parent.width
                    //: Heading of the side panel of a record: on this device, sent, on the hub.
                    text: qsTr("Where it is")
                }
                StatusLine {
                    width: parent.width
                    text: page.view.opened.placeText
                    iconName: page.view.opened.placeIcon
                    tone: page.view.opened.placeTone
                }
            }
        ]
    }
}
