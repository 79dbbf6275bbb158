pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Children

// One child: when the next visit is due and why, what the list says, and the visits there were.
ScrollPage {
    id: detail

    required property ChildrenView view
    property bool showsVisit: true                // narrow: the button stands at the foot
    property bool showsNumber: false              // covered until pressed
    signal endAsked

    // Whoever leaves the page, for another or the cover, finds it covered again.
    onVisibleChanged: {
        if (!detail.visible)
            detail.showsNumber = false;
    }

    centred: true
    spacing: Theme.space4

    SavedLine {
        width: parent.width
        visible: !detail.showsVisit && detail.view.savedText.length > 0   // wide: it stands over the list
        view: detail.view
    }
    Column {
        width: parent.width
        spacing: Theme.space2

        SectionTitle {
            width: parent.width
            text: detail.view.title
        }
        StatusLine {
            width: parent.width
            visible: text.length > 0
            text: detail.view.dueText
            iconName: detail.view.tone === StatusLine.Urgent ? "alert" : "clock"
            tone: detail.view.tone
        }
        BodyText {
            width: parent.width
            text: detail.view.whyFirst
        }
        SmallText {
            width: parent.width
            text: detail.view.why
        }
    }
    PrimaryButton {
        width: parent.width
        visible: detail.showsVisit && detail.view.isMine
        text: detail.view.hasDraft ?
        //: Button on a child: goes on with a visit to them that was begun.
        qsTr("Go on with the visit") :
        //: Button on a child: begins a visit to them, filled from what is known.
        qsTr("Begin a visit")
        onClicked: detail.view.visit()
    }
    Card {
        width: parent.width
        spacing: Theme.space2

        BodyText {
            width: parent.width
            visible: detail.showsNumber
            //: On a child. %1 is their number in the case system, shown once asked for.
            text: qsTr("Number %1").arg(detail.view.number)
        }
        QuietButton {
            leftPadding: 0
            iconName: "eye"
            text: detail.showsNumber ?
            //: Button on a child that covers their number in the case system.
            qsTr("Hide the number") :
            //: Button on a child that shows their number in the case system.
            qsTr("Show the number")
            onClicked: detail.showsNumber = !detail.showsNumber
        }
        BodyText {
            width: parent.width
            visible: text.length > 0
            text: detail.view.lines
        }
        SmallText {
            width: parent.width
            visible: text.length > 0
            text: detail.view.ruleText
        }
        QuietButton {
            leftPadding: 0
            visible: detail.view.isMine
            iconName: "text"
            //: Button on a child: changes what one's list says of them.
            text: qsTr("Change")
            onClicked: detail.view.change()
        }
        QuietButton {
            leftPadding: 0
            visible: detail.view.isMine
            iconName: "people"
            //: Button on a child: takes them off one's list, or hands them to a colleague.
            text: qsTr("No longer mine")
            onClicked: detail.endAsked()
        }
    }
    GroupLabel {
        width: parent.width
        //: Heading over the visits to a child that this person may read.
        text: qsTr("Visits")
    }
    SmallText {
        width: parent.width
        visible: detail.view.visits.length === 0
        //: In place of the visits to a child where none is on this device.
        text: qsTr("No visit that you may read is recorded here yet.")
    }
    ChoiceList {
        width: parent.width
        visible: detail.view.visits.length > 0

        Repeater {
            model: detail.view.visits

            ListRow {
                id: visit
                required property var modelData // one of the visits
                required property int index
                width: parent ? parent.width : 0
                iconName: "home"
                title: visit.modelData.title
                detail: visit.modelData.detail
                divided: visit.index > 0
                onClicked: detail.view.recordAsked(visit.modelData.recordId)
            }
        }
    }
    Connections {
        target: detail.view
        function onOpenAsked() {
            detail.showsNumber = false;
        }
    }
}
