pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls
import Sightline.Sync

// What went and what came, day by day.
Item {
    id: diary

    required property SyncView view
    property bool saysReading: true               // no list stands beside it that says so
    property real margin: diary.width < Theme.tabletWidth ? Theme.space4 : Theme.space5
    signal recordAsked(string recordId)

    Column {
        id: head
        x: diary.margin
        y: Theme.space2
        width: Math.min(diary.width - 2 * diary.margin, Theme.measure)
        spacing: Theme.space1

        PageTitle {
            width: parent.width
            //: Title of the list of what went and came, day by day.
            text: qsTr("Diary")
        }
        SmallText {
            width: parent.width
            visible: diary.view.isReady
            text: diary.view.diaryCount > 0 ?
            //: Under the title of the diary.
            qsTr("What went and what came in the last month.") :
            //: In place of the diary, before anything went or came.
            qsTr("Nothing has gone or come yet. Each day's sending and receiving will be told here.")
        }
        ReadingNotice {
            width: parent.width
            reading: diary.saysReading && !diary.view.isReady
        }
    }
    ListView {
        id: rows
        anchors.top: head.bottom
        anchors.topMargin: Theme.space2
        anchors.bottom: parent.bottom
        x: diary.margin - Theme.space2
        width: Math.min(diary.width - 2 * x, Theme.measure)
        clip: true
        model: diary.view.diary
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: Theme.space5
        keyNavigationEnabled: true
        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: Column {
            id: entry
            required property int index
            required property string title
            required property string detail
            required property string heading
            required property string recordId
            required property string rowIcon
            required property int rowTone

            width: rows.width

            GroupLabel {
                x: Theme.space2
                width: entry.width - 2 * Theme.space2
                visible: text.length > 0
                topPadding: entry.index > 0 ? Theme.space5 : Theme.space3
                bottomPadding: Theme.space1
                text: entry.heading
            }
            ListRow {
                width: entry.width
                horizontalPadding: Theme.space2
                divided: entry.index > 0 && entry.heading.length === 0
                title: entry.title
                statusText: entry.detail
                statusIcon: entry.rowIcon
                statusTone: entry.rowTone
                opens: entry.recordId.length > 0
                enabled: opens
                onClicked: diary.recordAsked(entry.recordId)
            }
        }
    }
}
