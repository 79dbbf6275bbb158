pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// What the framework's owner has changed, for whom, and what it does to the work of each role; and publishing it from a day on.
ScrollPage {
    id: review

    required property OwnerDesk desk
    readonly property bool fit: review.desk.problems.length === 0 && review.desk.changeCount > 0
    signal droppedAsked

    spacing: Theme.space4

    Column {
        width: parent.width
        spacing: Theme.space1

        PageTitle {
            width: parent.width
            //: Title over what the framework's owner has changed and not published.
            text: qsTr("What you have changed")
        }
        BodyText {
            width: parent.width
            //: Under "What you have changed".
            text: qsTr("From its first day it counts for everybody. What is due before that day is judged by the edition that counts now.")
        }
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: review.desk.problem
        tone: StatusLine.Urgent
        iconName: "alert"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: review.desk.problem
    }
    Repeater {
        model: review.desk.problems

        Banner {
            required property string modelData
            width: review.column.width
            text: modelData
            tone: StatusLine.Attention
            iconName: "alert"
        }
    }
    Field {
        id: first
        width: parent.width
        //: Label of the first day on which an edition of the framework counts.
        label: qsTr("Counts from")
        //: Under the first day on which an edition of the framework counts.
        help: qsTr("Tomorrow at the earliest. Until then you can publish it again, put right.")

        DateField {
            width: parent.width
            name: first.label
            help: first.help
            iso: review.desk.fromIso
            onAsked: iso => {
                if (iso.length > 0)
                    review.desk.setFrom(iso);
            }
        }
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: review.desk.untilNext
        tone: StatusLine.Attention
        iconName: "alert"
    }
    StatusLine {
        width: parent.width
        visible: review.desk.isWorkingOut
        iconName: "clock"
        strong: false
        //: While it is worked out whom changes of the framework affect.
        text: qsTr("Working out whom it affects …")
    }
    Column {
        width: parent.width
        spacing: Theme.space3
        opacity: review.desk.isWorkingOut ? 0.55 : 1

        SectionTitle {
            width: parent.width
            //: Over the list of what an edition of the framework changes.
            text: qsTr("What changes")
        }
        Repeater {
            model: review.desk.changes

            Card {
                id: change
                required property string title
                required property string service
                required property string kind
                required property string kindIcon
                required property string detail
                required property string people
                width: review.column.width

                SmallText {
                    width: parent.width
                    text: change.service
                }
                CardTitle {
                    width: parent.width
                    text: change.title
                }
                StatusLine {
                    width: parent.width
                    text: change.kind
                    iconName: change.kindIcon
                    tone: StatusLine.Info
                }
                BodyText {
                    width: parent.width
                    text: change.detail
                }
                StatusLine {
                    width: parent.width
                    text: change.people
                    iconName: "people"
                    strong: false
                }
            }
        }
        SectionTitle {
            width: parent.width
            visible: roles.count > 0
            topPadding: Theme.space3
            //: Over the work of each role before and after a change of the framework.
            text: qsTr("Hours a month, by role")
        }
        Repeater {
            id: roles
            model: review.desk.roles

            ListRow {
                required property string role
                required property string before
                required property string after
                required property int index
                required detail
                width: review.column.width
                horizontalPadding: 0
                opens: false
                divided: index > 0
                title: role
                //: The work of a role before and after a change of the framework: "8.5 h → 10.0 h". %1 is before, %2 after.
                endText: before === after ? after : qsTr("%1 → %2").arg(before).arg(after)
                //: What a screen reader says of the work of a role. %1 is the role, %2 how many people have it, %3 hours before, %4 after.
                Accessible.name: qsTr("%1, %2: %3 a month now, %4 from then on").arg(role).arg(detail).arg(before).arg(after)
                focusPolicy: Qt.NoFocus
                hoverEnabled: false
            }
        }
        SmallText {
            width: parent.width
            visible: text.length > 0
            text: review.desk.notCounted
        }
    }
    PrimaryButton {
        width: parent.width
        enabled: review.fit && !review.desk.isPublishing && !review.desk.isWorkingOut
        //: Button that publishes an edition of the framework to the whole council.
        text: qsTr("Publish to everyone")
        onClicked: review.desk.publish()
    }
    QuietButton {
        visible: review.desk.changeCount > 0
        leftPadding: 0
        //: Button: everything that the framework's owner has changed and not published goes.
        text: qsTr("Drop these changes")
        onClicked: review.droppedAsked()
    }
}
