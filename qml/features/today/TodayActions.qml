pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Today

// What this person said they would do, and behind a button what the people they manage said they would.
Column {
    id: actions

    required property TodayView view
    property bool showsManaged: false

    spacing: Theme.space3

    component Rows: ChoiceList {
        id: rows
        required property var model // a view-model's list: QML has no name for QAbstractItemModel
        signal asked(string recordId, string row)

        Repeater {
            model: rows.model

            ListRow {
                id: action
                required property int index
                required property string recordId
                required property string row
                required property string dueText
                required property int tone
                required detail
                width: rows.width
                iconName: "target"
                divided: action.index > 0
                statusText: action.dueText
                statusIcon: action.tone === StatusLine.Urgent ? "alert" : "clock"
                statusTone: action.tone
                onClicked: rows.asked(action.recordId, action.row)
            }
        }
    }

    GroupLabel {
        width: parent.width
        topPadding: Theme.space2
        visible: actions.view.actionCount > 0
        //: Heading on Today over the agreed actions that are this person's to do or to look at again.
        text: qsTr("My actions")
    }
    Rows {
        width: parent.width
        visible: actions.view.actionCount > 0
        model: actions.view.actions
        onAsked: (recordId, row) => actions.view.actionAsked(recordId, row)
    }
    QuietButton {
        width: Math.min(implicitWidth, parent.width)
        visible: actions.view.managedCount > 0
        leftPadding: 0
        iconName: "people"
        text: actions.showsManaged ?
        //: Button on Today that hides the actions of the people one manages.
        qsTr("Hide the actions of people I manage") :
        //: Button on Today that shows the open actions of the people one manages. %n is how many.
        qsTr("Actions of people I manage (%n)", "", actions.view.managedCount)
        onClicked: actions.showsManaged = !actions.showsManaged
    }
    Rows {
        width: parent.width
        visible: actions.showsManaged && actions.view.managedCount > 0
        model: actions.view.managed
        onAsked: (recordId, row) => actions.view.actionAsked(recordId, row)
    }
}
