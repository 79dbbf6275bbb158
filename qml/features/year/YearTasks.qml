pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Year

// The tasks behind one cell, the gravest first, each with the record that answers it.
ScrollPage {
    id: tasks

    required property YearView view
    required property real margin

    spacing: Theme.space4

    Column {
        width: parent.width
        spacing: Theme.space1

        SmallText {
            width: parent.width
            text: tasks.view.rowTitle
        }
        PageTitle {
            width: parent.width
            text: tasks.view.cellTitle
        }
        BodyText {
            width: parent.width
            text: tasks.view.cellText
        }
    }
    Repeater {
        model: tasks.view.tasks

        Card {
            id: entry
            required property string title
            required property string detail
            required property string stateText
            required property string icon
            required property int tone
            required property string reason
            required property string recordId
            required property string recordText

            width: parent ? parent.width : 0
            spacing: Theme.space2

            CardTitle {
                width: parent.width
                text: entry.title
            }
            SmallText {
                width: parent.width
                visible: text.length > 0
                text: entry.detail
            }
            StatusLine {
                width: parent.width
                text: entry.stateText
                iconName: entry.icon
                tone: entry.tone
            }
            BodyText {
                width: parent.width
                visible: text.length > 0
                text: entry.reason
            }
            SecondaryButton {
                anchors.left: parent.left
                visible: entry.recordId.length > 0
                text: entry.recordText
                onClicked: tasks.view.recordAsked(entry.recordId)
            }
        }
    }
}
