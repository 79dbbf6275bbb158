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
    readonly property bool showsActivity: page.view.opened.activityKey.length > 0 && !page.view.isComingOpen
    readonly property bool showsDetail: panes.detailShown && !page.wide

    function goBack() {
        if (panes.detailShown && !page.wide)
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
                showsService: page.searching
                onActivityAsked: activityKey => {
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
                canGoBack: !page.wide
                badge: page.badge
                onBackAsked: page.goBack()
            },
            ActivityDetail {
                anchors.top: detailBar.bottom
                anchors.bottom: foot.top
                width: parent.width
                visible: page.showsActivity
                sheet: page.view.opened
                showsStart: page.wide
                onStartAsked: page.view.startAsked(page.view.opened.activityKey)
            },
            ComingChanges {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                visible: page.view.isComingOpen
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
                visible: !page.showsActivity && !page.view.isComingOpen && page.view.isReady && !page.view.isEmpty
                iconName: "framework"
                //: Beside the framework's list, before an activity is chosen.
                title: qsTr("Choose an activity")
                //: Beside the framework's list, before an activity is chosen.
                detail: qsTr("What it is for, how it is done, who does it and when will be here.")
            }
        ]
    }
}
