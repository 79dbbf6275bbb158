import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// The council's framework: search on top, services by directorate, and each activity with what it means.
FocusScope {
    id: page

    required property FrameworkView view
    required property SyncBadge badge
    property bool wide: false
    property alias detailShown: panes.detailShown
    property bool showsTrail: false               // desktop: where one is stands over what is open
    property bool offersYear: false               // phone: the way to the map of the year stands here
    signal yearAsked

    readonly property bool searching: page.view.words.length > 0
    readonly property bool inService: page.view.serviceId.length > 0 && !page.searching
    readonly property OwnerDesk desk: page.view.owner
    readonly property bool showsOwner: page.desk.isEditing || page.desk.isReviewing
    readonly property bool showsActivity: page.view.opened.activityKey.length > 0 && !page.view.isComingOpen && !page.showsOwner
    readonly property bool showsDetail: panes.detailShown && !page.wide

    function goBack() {
        if (page.desk.isEditing)
            page.desk.closeRow();
        else if (page.desk.isReviewing) {
            page.desk.closeReview();
            panes.detailShown = false;
        } else if (panes.detailShown && !page.wide)
            panes.detailShown = false;
        else
            page.view.closeService();
    }

    TwoPane {
        id: panes
        anchors.fill: parent
        wide: page.wide
        list: [
            TopBar {
                id: listBar
                //: Title of the page of the framework.
                pageTitle: qsTr("Framework")
                width: parent.width
                canGoBack: page.inService
                title: page.inService ? page.view.serviceTitle : ""
                badge: page.wide ? null : page.badge
                onBackAsked: page.view.closeService()
            },
            Column {
                id: head
                readonly property real margin: parent.width < Theme.tabletWidth ? Theme.space4 : Theme.space5
                anchors.top: listBar.bottom
                anchors.topMargin: Theme.space1
                x: head.margin
                width: parent.width - 2 * head.margin
                spacing: Theme.space2

                Banner {
                    width: parent.width
                    visible: text.length > 0
                    text: page.view.problem
                    tone: StatusLine.Urgent
                    iconName: "alert"
                }
                Banner {
                    width: parent.width
                    visible: text.length > 0 && !page.inService && !page.searching
                    title: page.view.comingTitle
                    text: page.view.comingTitle.length > 0 ? page.view.comingSummary : ""
                    iconName: "calendar"
                    //: Button over the framework: shows what the coming edition changes for this person.
                    action: qsTr("See what changes")
                    onAsked: {
                        page.view.openComing();
                        panes.detailShown = true;
                    }
                }
                OwnerNotices {
                    width: parent.width
                    visible: page.desk.isOwner && !page.inService && !page.searching
                    desk: page.desk
                    onReviewAsked: page.desk.openReview()
                    onQuestionsAsked: page.view.openQuestions()
                }
                SecondaryButton {
                    width: Math.min(implicitWidth, parent.width)
                    visible: page.desk.isOwner && page.inService && !page.view.ofSeveralServices
                    //: Button over the activities of a service, for the framework's owner: adds another one.
                    text: qsTr("Add an activity")
                    onClicked: adding.ask(page.view.serviceId)
                }
                SearchField {
                    width: parent.width
                    visible: !page.inService
                    //: Screen reader name of the search field over the framework.
                    name: qsTr("Search the framework")
                    //: In the empty search field over the framework.
                    placeholderText: qsTr("Search activities, roles, words")
                    onTextChanged: page.view.search(text)
                }
                ListRow {
                    width: parent.width
                    visible: page.offersYear && !page.inService && !page.searching
                    horizontalPadding: Theme.space3
                    iconName: "calendar"
                    //: Over the list of services on a phone: opens the map of the year.
                    title: qsTr("The year")
                    //: Under "The year".
                    detail: qsTr("What every service was asked for, and what became of it")
                    onClicked: page.yearAsked()
                }
                SmallText {
                    width: parent.width
                    visible: text.length > 0
                    text: page.inService ? page.view.serviceDirectorate :
                    //: Over the activities a search found. %n is how many.
                    page.searching ? qsTr("Found: %n", "", page.view.activityCount) : page.view.editionText
                }
            },
            EmptyState {
                anchors.centerIn: parent
                visible: page.view.hasFoundNothing && page.view.problem.length === 0
                iconName: "search"
                //: Framework, when a search finds nothing.
                title: qsTr("Nothing found")
                //: Framework, when a search finds nothing.
                detail: qsTr("No activity has all of these words. Try fewer words, or the reference, such as S20.3.")
            },
            ReadingNotice {
                id: slow
                anchors.top: head.bottom
                anchors.topMargin: Theme.space2
                x: head.margin
                width: parent.width - 2 * x
                reading: page.view.isReading
            },
            ServiceList {
                anchors.top: head.bottom
                anchors.topMargin: Theme.space2
                anchors.bottom: parent.bottom
                x: head.margin - Theme.space3
                width: parent.width - 2 * x
                visible: !page.inService && !page.searching && !slow.shown
                view: page.view
                margin: head.margin
            },
            ActivityList {
                anchors.top: head.bottom
                anchors.topMargin: Theme.space2
                anchors.bottom: parent.bottom
                x: head.margin - Theme.space3
                width: parent.width - 2 * x
                visible: (page.inService || page.searching) && !slow.shown
                view: page.view
                marksCurrent: page.wide
                showsService: page.searching || page.view.ofSeveralServices
                onActivityAsked: activityKey => {
                    page.desk.closeRow();
                    page.desk.closeReview();
                    page.view.openActivity(activityKey);
                    panes.detailShown = true;
                }
            },
            EmptyState {
                anchors.centerIn: parent
                visible: page.view.isEmpty && page.view.problem.length === 0 && !page.searching
                iconName: "framework"
                //: Framework, when none is installed.
                title: qsTr("No framework yet")
                //: Framework, when none is installed.
                detail: qsTr("Your council's framework comes with the first contact with the hub.")
            }
        ]
        detail: [
            TopBar {
                id: detailBar
                width: parent.width
                overline: page.showsTrail && page.showsActivity ?
                //: Where one is, over the open activity, on a wide screen. %1 is the service, %2 the activity.
                qsTr("Framework › %1 › %2").arg(page.view.opened.service).arg(page.view.opened.title) : ""
                canGoBack: !page.wide || page.showsOwner
                badge: page.badge
                onBackAsked: page.goBack()
            },
            RowEditor {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: page.desk.isEditing
                desk: page.desk
            },
            RevisionReview {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: page.desk.isReviewing && !page.desk.isEditing
                desk: page.desk
                onDroppedAsked: dropping.open()
            },
            ActivityDetail {
                anchors.top: detailBar.bottom
                anchors.bottom: foot.top
                width: parent.width
                visible: page.showsActivity
                sheet: page.view.opened
                showsStart: page.wide
                canChange: page.desk.isOwner
                onChangeAsked: page.desk.openRow(page.view.opened.activityKey)
                onStartAsked: page.view.startAsked(page.view.opened.activityKey)
            },
            ComingChanges {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: page.view.isComingOpen && !page.showsOwner
                view: page.view
            },
            FootBar {
                id: foot
                anchors.bottom: parent.bottom
                width: parent.width
                height: visible ? implicitHeight : 0
                visible: !page.wide && page.showsActivity && page.view.opened.formTitle.length > 0
                //: Button on an activity: begins a record of it.
                primary: qsTr("Record this now")
                onPrimaryAsked: page.view.startAsked(page.view.opened.activityKey)
            },
            EmptyState {
                anchors.centerIn: parent
                visible: !page.showsActivity && !page.showsOwner && !page.view.isComingOpen && page.view.isReady && !page.view.isEmpty
                iconName: "framework"
                //: Beside the framework's list, before an activity is chosen.
                title: qsTr("Choose an activity")
                //: Beside the framework's list, before an activity is chosen.
                detail: qsTr("What it is for, how it is done, who does it and when will be here.")
            }
        ]
    }
    Connections {
        target: page.desk
        function onRowOpened() {
            panes.detailShown = true;
        }
        function onReviewOpened() {
            panes.detailShown = true;
        }
        function onOver() {
            panes.detailShown = false;
        }
    }
    AddRowSheet {
        id: adding
        desk: page.desk
    }
    DocumentSheet {
        id: reading
        desk: page.desk
    }
    Sheet {
        id: dropping
        //: Title of the sheet that asks whether changes of the framework are to go.
        title: qsTr("Drop these changes?")

        BodyText {
            width: parent.width
            //: On the sheet that asks whether changes of the framework are to go.
            text: qsTr("Everything that you have changed of the framework and not published goes. The framework stays as it is.")
        }
        DangerButton {
            width: parent.width
            //: Button: changes of the framework that were not published go.
            text: qsTr("Drop them")
            onClicked: {
                dropping.close();
                page.desk.drop();
            }
        }
        SecondaryButton {
            width: parent.width
            //: Button: changes of the framework that were not published stay.
            text: qsTr("Keep them")
            onClicked: dropping.close()
        }
    }
}
