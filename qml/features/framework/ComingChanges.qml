pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// What the coming edition of the framework changes for this person.
ScrollPage {
    id: coming

    required property FrameworkView view

    spacing: Theme.space4

    Column {
        width: parent.width
        spacing: Theme.space1

        SmallText {
            width: parent.width
            text: coming.view.comingTitle
        }
        PageTitle {
            width: parent.width
            //: Title over what the coming edition of the framework changes for this person.
            text: qsTr("What changes for you")
        }
    }
    BodyText {
        width: parent.width
        text: coming.view.comingSummary
    }
    BodyText {
        width: parent.width
        visible: text.length > 0
        text: coming.view.comingHours
    }
    Repeater {
        model: coming.view.comingChanges

        Card {
            id: change
            required property string title
            required property string service
            required property string kind
            required property string kindIcon
            required property string detail
            width: coming.column.width

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
        }
    }
    SmallText {
        width: parent.width
        //: Under what the coming edition of the framework changes: what holds until its first day.
        text: qsTr("Until then nothing changes. What is due before that day is judged by the edition that counts now.")
    }
}
