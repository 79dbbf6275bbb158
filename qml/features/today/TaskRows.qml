pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Today

// Tasks as rows of one card.
ChoiceList {
    id: card

    required property TodayView view
    required property var tasks // a view-model's list: QML has no name for QAbstractItemModel
    property bool marksCurrent: false
    property bool saysWhy: false                  // each row says why it stands here; a visit always does
    signal taskAsked(string taskId)

    width: parent ? parent.width : 320

    Repeater {
        model: card.tasks

        ListRow {
            id: row
            required property int index
            required property string taskId
            required property string summary
            required property string doneText
            required property string whyFirst
            required property bool isVisit
            required property int dueTone
            readonly property bool late: row.dueTone === StatusLine.Urgent
            readonly property bool explains: card.saysWhy || row.isVisit
            width: card.width
            detail: row.explains ? row.whyFirst : row.late ? "" : row.summary
            statusText: row.explains || row.late ? row.summary : ""
            statusIcon: row.late ? "alert" : "clock"
            statusTone: row.dueTone
            endText: row.doneText
            divided: row.index > 0
            current: card.marksCurrent && card.view.opened.taskId === row.taskId
            onClicked: card.taskAsked(row.taskId)
        }
    }
}
