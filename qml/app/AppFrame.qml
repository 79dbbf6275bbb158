import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Actions
import Sightline.Children
import Sightline.Today
import Sightline.Capture
import Sightline.Records
import Sightline.Framework
import Sightline.Sync
import Sightline.Templates
import Sightline.More
import Sightline.Year
import Sightline.App

// The frame of every page: bottom bar on a phone, rail on anything wider, and the editor over both.
FocusScope {
    id: frame

    required property AppViews views
    property bool rightToLeft: false
    property bool startsWithDetail: false         // pictures and tests: open what is chosen, also where it covers the list
    property string startsWithPart                // pictures and tests: which part of More or Sync that is

    readonly property bool phone: frame.width < Theme.tabletWidth
    readonly property bool wide: frame.width >= Theme.twoPaneWidth * Math.max(1, Theme.textFactor * 0.8)
    readonly property bool desktop: frame.width >= Theme.desktopWidth * Math.max(1, Theme.textFactor * 0.8)
    readonly property bool editing: frame.views.capture.session !== null || frame.views.capture.finishedTitle.length > 0
    readonly property bool making: frame.views.templates.isOpen && !frame.editing && !frame.navigation.capturing && !frame.following
    readonly property bool following: frame.views.actions.isOpen && !frame.editing && !frame.navigation.capturing
    // A page that covers its list has its own step at the foot, and a way back at the top.
    readonly property bool deep: frame.following || frame.making || frame.navigation.place === "sync" || frame.navigation.place === "children" || frame.navigation.place === "year" || (todayPage.visible && todayPage.showsDetail)
        || (recordsPage.visible && recordsPage.showsDetail) || (frameworkPage.visible && frameworkPage.showsDetail)
        || (morePage.visible && morePage.showsDetail)
    readonly property Navigation navigation: Navigation {}

    LayoutMirroring.enabled: frame.rightToLeft
    LayoutMirroring.childrenInherit: true

    property FormSession edited: null             // whose page stands in the editor
    function showEditor() {
        const session = frame.views.capture.session;
        if (session === frame.edited)
            return;
        frame.edited = session;
        if (session === null)
            editor.source = "";
        else
            editor.setSource("qrc:/qt/qml/Sightline/Capture/CapturePage.qml", { session: session, subject: frame.views.capture.subject, move: frame.views.capture.move, startsShort: frame.views.more.preferences.shortForms });
    }
    // One gesture to a page that says nothing: the button in a form, Ctrl+H anywhere, or Escape twice.
    function hide() {
        if (frame.views.capture.session !== null)
            frame.views.capture.session.hush();
        FileDesk.stop();
        frame.views.keepNow();
        cover.hide(frame.Window.activeFocusItem);
    }
    function capture() { frame.navigation.capturing = true; }
    function goBack() {
        if (frame.navigation.capturing)
            frame.navigation.capturing = false;
        else if (frame.following)
            actionPage.goBack();
        else if (frame.making)
            templatesPage.goBack();
        else if (frame.navigation.place === "sync")
            syncPage.goBack();
        else if (frame.navigation.place === "children")
            childrenPage.goBack();
        else if (frame.navigation.place === "year")
            yearPage.goBack();
        else if (todayPage.visible)
            todayPage.goBack();
        else if (recordsPage.visible)
            recordsPage.goBack();
        else if (frameworkPage.visible)
            frameworkPage.goBack();
        else
            morePage.goBack();
    }

    Destinations {
        id: places

        Destination {
            key: "today"
            //: A place of the app, in its main navigation.
            label: qsTr("Today")
            iconName: "check"
        }
        Destination {
            key: "records"
            //: A place of the app, in its main navigation.
            label: qsTr("Records")
            iconName: "records"
        }
        Destination {
            key: "framework"
            //: A place of the app, in its main navigation.
            label: qsTr("Framework")
            iconName: "framework"
        }
        Destination {
            key: "more"
            //: A place of the app, in its main navigation.
            label: qsTr("More")
            iconName: "more"
        }
        Destination {
            key: "year"
            //: A place of the app, in its main navigation: every service over the months of a year.
            label: qsTr("The year")
            iconName: "calendar"
        }
    }
    SyncBadge {
        id: badge
        words: frame.views.sync.glyphText
        iconName: frame.views.sync.glyphIcon
        tone: frame.views.sync.tone
        wordless: frame.phone && Theme.textFactor > 1.3
        onPressed: frame.navigation.go("sync")
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surface
    }
    Rail {
        id: rail
        visible: !frame.phone && !frame.editing && !cover.visible
        height: parent.height
        width: visible ? implicitWidth : 0
        x: frame.LayoutMirroring.enabled ? frame.width - width : 0
        wide: frame.desktop
        destinations: places
        current: frame.navigation.place
        onAsked: key => frame.navigation.go(key)
        onCaptureAsked: frame.capture()
    }
    FrameNotice {
        id: notice
        x: pages.x
        width: pages.width
        height: visible ? implicitHeight : 0
        visible: text.length > 0 && !frame.editing && !cover.visible
        text: frame.views.capture.problem
        onCloseAsked: frame.views.capture.closeProblem()
    }
    Item {
        id: pages
        x: frame.LayoutMirroring.enabled ? 0 : rail.width
        width: parent.width - rail.width
        anchors.top: notice.bottom
        anchors.bottom: bottom.top
        visible: !frame.editing && !frame.navigation.capturing && !frame.following && !frame.making && !cover.visible

        TodayPage {
            id: todayPage
            anchors.fill: parent
            visible: frame.navigation.place === "today"
            focus: visible
            view: frame.views.today
            badge: badge
            showsTrail: frame.desktop
            wide: frame.wide
            hasSide: frame.desktop
            detailShown: frame.startsWithDetail
        }
        RecordsPage {
            id: recordsPage
            anchors.fill: parent
            visible: frame.navigation.place === "records"
            focus: visible
            view: frame.views.records
            badge: badge
            showsTrail: frame.desktop
            wide: frame.wide
            hasSide: frame.desktop
            detailShown: frame.startsWithDetail
        }
        FrameworkPage {
            id: frameworkPage
            anchors.fill: parent
            visible: frame.navigation.place === "framework"
            focus: visible
            view: frame.views.framework
            badge: badge
            showsTrail: frame.desktop
            wide: frame.wide
            offersYear: frame.phone
            onYearAsked: frame.navigation.go("year")
            detailShown: frame.startsWithDetail
        }
        ChildrenPage {
            id: childrenPage
            anchors.fill: parent
            visible: frame.navigation.place === "children"
            focus: visible
            view: frame.views.children
            badge: badge
            showsTrail: frame.desktop
            wide: frame.wide
            detailShown: frame.startsWithDetail
            onBackAsked: frame.navigation.go(frame.navigation.placeBefore)
        }
        YearPage {
            id: yearPage
            anchors.fill: parent
            visible: frame.navigation.place === "year"
            focus: visible
            view: frame.views.year
            badge: badge
            onBackAsked: frame.navigation.go(frame.navigation.placeBefore)
        }
        SyncPage {
            id: syncPage
            anchors.fill: parent
            visible: frame.navigation.place === "sync"
            focus: visible
            view: frame.views.sync
            badge: badge
            showsTrail: frame.desktop
            wide: frame.wide
            canGoBack: true
            detailShown: frame.startsWithDetail
            onBackAsked: frame.navigation.go(frame.navigation.placeBefore)
            Component.onCompleted: if (frame.startsWithPart === "held") syncPage.part = "held"
        }
        MorePage {
            id: morePage
            anchors.fill: parent
            visible: frame.navigation.place === "more"
            focus: visible
            view: frame.views.more
            badge: badge
            showsTrail: frame.desktop
            wide: frame.wide
            offersSync: true
            offersTemplates: frame.views.templates.mayPublish
            onTemplatesAsked: frame.views.templates.open()
            detailShown: frame.startsWithDetail
            onSyncAsked: frame.navigation.go("sync")
            onChildrenAsked: frame.navigation.go("children")
            Component.onCompleted: if (frame.startsWithPart.length > 0) morePage.part = frame.startsWithPart
        }
    }
    StartPage {
        anchors.fill: pages
        visible: frame.navigation.capturing && !frame.editing && !cover.visible
        focus: visible
        view: frame.views.capture
        open: frame.navigation.capturing
        onCloseAsked: frame.navigation.capturing = false
    }
    ActionPage {
        id: actionPage
        anchors.fill: pages
        visible: frame.following && !cover.visible
        focus: visible
        view: frame.views.actions
    }
    TemplatesPage {
        id: templatesPage
        anchors.fill: pages
        visible: frame.making && !cover.visible
        focus: visible
        view: frame.views.templates
        onHideAsked: frame.hide()
    }
    // A form is only there while one is open. By source: in Qt 6.4 a Loader cannot make a component of a bound file.
    Loader {
        id: editor
        anchors.fill: parent
        focus: frame.edited !== null
        visible: !cover.visible
        Component.onCompleted: frame.showEditor()
    }
    Connections {
        target: frame.views.capture
        function onSessionChanged() { frame.showEditor(); }
    }
    Connections {
        target: editor.item
        function onClosed() { frame.views.capture.close(); }
        function onHideAsked() { frame.hide(); }
        function onShortChosen(isShort: bool) { frame.views.more.preferences.shortForms = isShort; }
    }
    FinishedPage {
        anchors.fill: parent
        visible: frame.views.capture.finishedTitle.length > 0 && !cover.visible
        focus: visible
        title: frame.views.capture.finishedTitle
        canUndo: frame.views.capture.canUndo
        syncWords: frame.views.sync.headline
        problem: frame.views.capture.problem
        raisedConcern: frame.views.capture.raisedConcern
        concernState: frame.views.capture.concernState
        concernPlace: frame.views.capture.concernPlace
        concernPhone: frame.views.capture.concernPhone
        concernPhoneText: frame.views.capture.concernPhoneText
        concernIsRead: frame.views.capture.concernIsRead
        onDoneAsked: {
            frame.navigation.capturing = false;
            frame.views.capture.close();
        }
        onUndoAsked: frame.views.capture.undoFinishAsked()
    }
    UndoBar {
        anchors.horizontalCenter: pages.horizontalCenter
        anchors.bottom: pages.bottom
        anchors.bottomMargin: Theme.space4
        width: Math.min(pages.width - 2 * Theme.space4, Theme.measure)
        text: frame.views.templates.saidText.length > 0 ? frame.views.templates.saidText : frame.views.actions.savedText
        shown: text.length > 0 && (pages.visible || frame.making)
        undoable: false
        onPassed: {
            frame.views.actions.passSaved();
            frame.views.templates.passSaid();
        }
    }
    BottomBar {
        id: bottom
        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: frame.phone && !cover.visible && !frame.editing && !frame.navigation.capturing && !frame.deep
        destinations: places
        current: frame.navigation.place
        currentLabel: places.labelOf(frame.navigation.place)
        onAsked: key => frame.navigation.go(key)
        onCaptureAsked: frame.capture()
        onPlacesAsked: placesSheet.open()
    }
    PlacesSheet {
        id: placesSheet
        destinations: places
        current: frame.navigation.place
        onAsked: key => frame.navigation.go(key)
    }
    Connections {
        target: frame.views.records
        function onOpenAsked() {
            frame.navigation.go("records");
            recordsPage.detailShown = true;       // also where it covers the list
        }
    }
    Connections {
        target: frame.views.children
        function onShown() {
            if (frame.navigation.place !== "children")
                frame.navigation.go("children");
            childrenPage.detailShown = true;      // also where it covers the list
        }
        function onRecordAsked(recordId: string) {
            frame.navigation.go("records");
            recordsPage.detailShown = true;
        }
    }
    Connections {
        target: frame.navigation
        function onMoved() {
            frame.views.actions.close();
            frame.views.templates.close();
        }
    }
    Connections {
        target: frame.views.today
        function onRecordAsked(recordId: string) {
            frame.views.records.open(recordId);
            recordsPage.detailShown = true;
        }
        // What is being written stays in front, and a covered screen stays covered.
        function onCameFromOutside() {
            if (!frame.editing && !cover.visible)
                frame.navigation.go("today");
        }
    }
    Connections {
        target: frame.views.year
        function onRecordAsked(recordId: string) {
            frame.views.records.open(recordId);
            recordsPage.detailShown = true;
        }
    }
    Connections {
        target: frame.views.sync
        function onRecordAsked(recordId: string) { frame.views.records.open(recordId); }
    }

    component Go: Shortcut {
        required property string place
        required property Navigation navigation
        onActivated: navigation.go(place)
    }
    Go { sequence: "Ctrl+1"; place: "today"; navigation: frame.navigation; enabled: !frame.editing && !cover.visible }
    Go { sequence: "Ctrl+2"; place: "records"; navigation: frame.navigation; enabled: !frame.editing && !cover.visible }
    Go { sequence: "Ctrl+3"; place: "framework"; navigation: frame.navigation; enabled: !frame.editing && !cover.visible }
    Go { sequence: "Ctrl+4"; place: "sync"; navigation: frame.navigation; enabled: !frame.editing && !cover.visible }
    Go { sequence: "Ctrl+5"; place: "more"; navigation: frame.navigation; enabled: !frame.editing && !cover.visible }
    Shortcut {
        sequence: "Ctrl+N"
        enabled: !frame.editing && !cover.visible
        onActivated: frame.capture()
    }
    Shortcut {
        sequence: "Escape"
        enabled: !frame.editing && !cover.visible
        onActivated: frame.goBack()
    }
    HideGesture {
        enabled: !cover.visible
        onAsked: frame.hide()
    }
    CoverPage {
        id: cover
        anchors.fill: parent
    }
}
