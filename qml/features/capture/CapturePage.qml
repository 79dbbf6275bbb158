pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// A form being filled: one part a page; on wide screens the parts stand beside it.
FocusScope {
    id: page

    required property FormSession session
    property DraftMove move: null                 // a newer version of the form; null where there is nothing to move
    property string subject                       // about whom or what: "A.B., child protection plan"
    property bool startsShort: false              // as one page of what cannot be left out
    signal shortChosen(bool isShort)
    signal closed
    signal hideAsked

    // The parts are short words: they stand beside the page on a tablet held upright too, unless the text is large.
    readonly property bool isWide: !page.session.isShort && page.width >= Theme.partsWidth * Math.max(1, Theme.textFactor * 0.8)
    readonly property bool isPhone: page.width < Theme.tabletWidth * Math.max(1, Theme.textFactor * 0.8)
    // Where there is little room the title comes first; the whole words are what a screen reader says.
    readonly property string shortWords: page.session.saveState === FormSession.NotKept ?
    //: State of a form being filled, where there is little room: the disk refused it; it is tried again.
    qsTr("Not saved") : page.session.saveState === FormSession.Kept ?
    //: State of a form being filled, where there is little room: everything typed is on this device.
    qsTr("Saved") :
    //: State of a form being filled: something was typed a moment ago.
    qsTr("Saving…")
    readonly property string saveWords: page.session.saveState === FormSession.NotKept ?
    //: State of a form being filled: the disk refused it; it is tried again.
    qsTr("Not saved yet") : page.session.saveState === FormSession.Kept ?
    //: State of a form being filled: everything typed is on this device.
    qsTr("Saved on this device") :
    //: State of a form being filled: something was typed a moment ago.
    qsTr("Saving…")

    Accessible.role: Accessible.Pane
    Accessible.name: page.session.title

    Keys.onEscapePressed: page.leave()
    Keys.onPressed: event => {
        if (event.modifiers === Qt.ControlModifier && event.key === Qt.Key_PageDown)
            page.session.next();
        else if (event.modifiers === Qt.ControlModifier && event.key === Qt.Key_PageUp)
            page.session.back();
    }

    function hide() {
        page.session.saveNow();
        page.hideAsked();
    }
    function leave() {
        page.session.saveNow();
        page.closed();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surface
    }

    TopBar {
        id: top
        width: parent.width
        // With very large text the room is for whether the words are saved; the page's name is the pane's, and its part's below.
        title: page.isPhone && Theme.textFactor > 1.3 ? "" : page.session.title
        canGoBack: true
        onBackAsked: page.leave()

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "hide"
            ink: Theme.colors.inkMuted
            //: Screen reader name of the button that covers everything with a plain page. The draft is kept.
            name: qsTr("Hide what is on the screen")
            onClicked: page.hide()
        }
        StatusLine {
            anchors.verticalCenter: parent.verticalCenter
            visible: !page.session.isTriedOut
            width: Math.min(implicitWidth, page.width * 0.42)
            text: page.isPhone ? page.shortWords : page.saveWords
            Accessible.name: page.saveWords
            iconName: page.session.saveState === FormSession.NotKept ? "alert" : "device"
            tone: page.session.saveState === FormSession.NotKept ? StatusLine.Urgent : StatusLine.Plain
        }
    }
    PartList {
        id: parts
        visible: page.isWide
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        width: page.isWide ? Math.min(Theme.type.px(300), page.width * 0.34) : 0
        session: page.session

        Rectangle {
            parent: parts
            x: parts.LayoutMirroring.enabled ? 0 : parts.width - width
            width: Theme.hairline
            height: parts.height
            color: Theme.colors.line
        }
    }
    SectionProgress {
        id: progress
        visible: !page.isWide && !page.session.isShort
        anchors.top: top.bottom
        x: Theme.space4
        width: page.width - 2 * Theme.space4
        count: page.session.pageCount
        current: page.session.page
        complete: page.session.pageComplete
        words: place.text
    }
    ScrollPage {
        id: scroll
        anchors.top: progress.visible ? progress.bottom : top.bottom
        anchors.topMargin: Theme.space3
        anchors.bottom: writing.top
        anchors.left: parts.visible ? parts.right : parent.left
        anchors.right: parent.right
        spacing: Theme.space5

        Column {
            width: parent.width
            spacing: 2

            PageTitle {
                width: parent.width
                text: page.session.pageTitle
            }
            SmallText {
                id: place
                width: parent.width
                visible: text.length > 0
                text: page.session.isShort ? page.subject : page.subject.length > 0 ?
                //: Where one is in a form. %1 is this part's number, %2 how many there are, %3 about whom or what the record is.
                qsTr("Part %1 of %2. %3").arg(page.session.page + 1).arg(page.session.pageCount).arg(page.subject) :
                //: Where one is in a form. %1 is this part's number, %2 how many there are.
                qsTr("Part %1 of %2").arg(page.session.page + 1).arg(page.session.pageCount)
            }
        }
        Column {
            visible: page.session.canBeShort && (page.session.isShort || page.session.pageCount > 1)
            width: parent.width
            spacing: Theme.space1

            SmallText {
                visible: page.session.isShort
                width: parent.width
                text: page.session.leftOut > 0 ?
                //: Under the title of a form shown as one page. %n is how many questions that may stay empty are not shown.
                qsTr("What must be answered, on one page. Not shown: %n that may stay empty.", "", page.session.leftOut) :
                //: Under the title of a form shown as one page, where nothing is left out.
                qsTr("All of it, on one page.")
            }
            SmallText {
                visible: page.session.isShort
                width: parent.width
                //: Under the title of a form shown as one page, so that nobody is surprised when the keyboard opens after a choice.
                text: qsTr("Tap an answer, and you go on to the next empty question if it wants words.")
            }
            QuietButton {
                width: Math.min(implicitWidth, parent.width)
                leftPadding: 0
                text: page.session.isShort ?
                //: In a form shown as one page of what must be answered: shows all its parts again.
                qsTr("Show the whole form") :
                //: In a form: shows what must be answered on one page, and nothing that may stay empty. Remembered for the next form.
                qsTr("Only what must be answered")
                onClicked: {
                    page.session.isShort = !page.session.isShort;
                    page.shortChosen(page.session.isShort);
                }
            }
        }
        Banner {
            visible: page.move !== null && page.move.isOffered
            width: parent.width
            text: page.move !== null ? page.move.offer : ""
            //: Shows what moving a draft to the newer version of its form would do.
            action: qsTr("See what would move")
            onAsked: moveSheet.ask()
        }
        Banner {
            visible: page.move !== null && page.move.isMoved
            width: parent.width
            iconName: "check"
            tone: StatusLine.Good
            text: page.move !== null ? page.move.movedText : ""
            Accessible.role: Accessible.AlertMessage
            Accessible.name: page.move !== null ? page.move.movedText : ""
            //: After a draft was moved to the newer version of its form: opens it as it was before.
            action: qsTr("Go back to the version before")
            onAsked: page.move.goBack()
        }
        Banner {
            visible: page.session.trouble.length > 0
            width: parent.width
            iconName: "alert"
            tone: StatusLine.Urgent
            text: page.session.trouble
            Accessible.role: Accessible.AlertMessage
            Accessible.name: page.session.trouble
        }
        Banner {
            visible: page.session.hasLooked && page.session.problemCount > 0
            width: parent.width
            iconName: "alert"
            tone: StatusLine.Attention
            //: Shown after "Done" while answers are missing. %n is how many.
            text: qsTr("Before this can be completed, look at %n. Nothing is lost.", "", page.session.problemCount)
            //: Goes to the first answer that is missing or wrong.
            action: qsTr("Show me")
            onAsked: page.session.showFirstProblem()
        }
        Repeater {
            model: page.session.lines

            FormLine {
                width: scroll.column.width
                session: page.session
            }
        }
        SecondaryButton {
            visible: page.session.canHandOver
            iconName: "hand"
            //: In a form part of which is asked of a child or a parent: locks the device and hands it over to them.
            text: qsTr("Hand over the device")
            onClicked: page.session.handOver()
        }
        QuietButton {
            visible: page.session.skipTitle.length > 0
            //: At the end of a part of a form: passes over the parts in which nothing must be answered. %1 is the part it goes to.
            text: qsTr("Skip to: %1").arg(page.session.skipTitle)
            onClicked: page.session.skip()
        }
    }
    UndoBar {
        id: undo
        anchors.bottom: writing.top
        anchors.bottomMargin: Theme.space3
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - 2 * Theme.space4, Theme.measure)
        //: After an entry of a list, or one of several answers, was removed.
        text: qsTr("Removed.")
        onUndoAsked: {
            page.session.undoRemove();
            undo.shown = false;
        }
        onPassed: undo.shown = false
    }
    WritingBar {
        id: writing
        anchors.bottom: foot.top
        width: parent.width
        isOffered: page.isPhone
        focused: page.Window.activeFocusItem
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        anchors.left: parts.visible ? parts.right : parent.left
        anchors.right: parent.right
        widthMax: Theme.measure + 2 * Theme.space5
        //: Goes to the part before this one.
        secondary: page.session.page > 0 ? qsTr("Back") : ""
        primary: page.session.isLastPage && page.session.finishText.length > 0 ? page.session.finishText : page.session.isLastPage ?
        //: Completes the record: its answers do not change from then on.
        qsTr("Done") :
        //: Goes to the next part of a form. %1 is its title.
        qsTr("Next: %1").arg(page.session.nextTitle)
        onSecondaryAsked: page.session.back()
        onPrimaryAsked: {
            if (page.session.isLastPage)
                page.session.finish();
            else
                page.session.next();
        }
    }
    MoveSheet {
        id: moveSheet
        move: page.move
    }
    Connections {
        target: page.session
        function onPageChanged() {
            scroll.contentY = 0;
            if (page.session !== null)            // the form may be closing
                page.session.restoreFocus();
        }
        function onEntryRemoved() {
            undo.show();
        }
    }
    Component.onCompleted: {
        page.session.isShort = page.startsShort;
        page.session.restoreFocus();
    }
}
