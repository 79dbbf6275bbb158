pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls

// The agreed actions of a record: where each is now, what was said of it and by whom, and the way to say more.
Column {
    id: list

    required property var actions // RecordSheet.actions: list of maps
    signal actionAsked(string row)

    spacing: Theme.space3

    SectionTitle {
        width: parent.width
        //: Heading on a record over the actions that were agreed in it.
        text: qsTr("Agreed actions")
    }
    Repeater {
        model: list.actions

        Card {
            id: action
            required property var modelData // one of the actions
            property bool showsAll: false
            width: list.width

            StrongText {
                width: parent.width
                text: action.modelData.what
            }
            StatusLine {
                width: parent.width
                text: action.modelData.whose
                iconName: action.modelData.isOverdue ? "clock" : "person"
                tone: action.modelData.isOverdue ? StatusLine.Urgent : StatusLine.Plain
                strong: action.modelData.isOverdue
            }
            StatusLine {
                width: parent.width
                text: action.modelData.stateText
                iconName: action.modelData.stateIcon
                tone: action.modelData.stateTone
            }
            Repeater {
                model: action.showsAll ? action.modelData.history : action.modelData.history.slice(0, 1)

                SmallText {
                    required property string modelData
                    width: action.width - 2 * action.padding
                    text: modelData
                }
            }
            QuietButton {
                width: Math.min(implicitWidth, parent.width)
                visible: action.modelData.history.length > 1 && !action.showsAll
                leftPadding: 0
                iconName: "history"
                //: Button on an action of a record: shows all that was said of it, not only the newest. %n is how many.
                text: qsTr("Show what was said before (%n)", "", action.modelData.history.length - 1)
                onClicked: action.showsAll = true
            }
            StatusLine {
                width: parent.width
                visible: text.length > 0
                text: action.modelData.warning
                iconName: "alert"
                tone: StatusLine.Attention
            }
            SecondaryButton {
                visible: action.modelData.canFollowUp
                //: Button on an action of a record: opens the page on which one says how it is.
                text: qsTr("Say how it is")
                //: Screen reader name of that button. %1 is the action.
                Accessible.name: qsTr("Say how it is: %1").arg(action.modelData.what)
                onClicked: list.actionAsked(action.modelData.row)
            }
        }
    }
}
