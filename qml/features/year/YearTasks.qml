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
            required property var records          // each with recordId and text
            required property string unread

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
            Flow {
                width: parent.width
                spacing: Theme.space2
                visible: entry.records.length > 0

                Repeater {
                    model: entry.records

                    SecondaryButton {
                        id: open
                        required property var modelData   // one of the records
                        width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                        text: open.modelData.text
                        //: Screen reader name of a button that opens a record which answers a task. %1 is the button's words, %2 the task.
                        Accessible.name: qsTr("%1: %2").arg(open.modelData.text).arg(entry.title)
                        onClicked: tasks.view.recordAsked(open.modelData.recordId)
                    }
                }
            }
            SmallText {
                width: parent.width
                visible: text.length > 0
                text: entry.unread
            }
        }
    }
}
