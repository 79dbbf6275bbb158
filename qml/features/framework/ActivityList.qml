pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// The activities of one service, or those a search found.
ListView {
    id: list

    required property FrameworkView view
    property bool marksCurrent: false
    property bool showsService: false
    signal activityAsked(string activityKey)

    clip: true
    model: list.view.activities
    boundsBehavior: Flickable.StopAtBounds
    bottomMargin: Theme.space5
    keyNavigationEnabled: true
    T.ScrollBar.vertical: ThinScrollBar {
    }

    delegate: ListRow {
        id: row
        required property int index
        required property string activityKey
        required property string service
        required property bool hasQuestion
        required detail
        width: list.width
        horizontalPadding: Theme.space3
        opens: !list.marksCurrent
        divided: row.index > 0 && !row.current
        current: list.marksCurrent && !list.view.isComingOpen && list.view.opened.activityKey === row.activityKey
        //: Under an activity whose frequency or lead is not clear in the document.
        statusText: row.hasQuestion ? qsTr("Question open") : list.showsService ? row.service : ""
        statusIcon: row.hasQuestion ? "question" : "framework"
        statusTone: row.hasQuestion ? StatusLine.Attention : StatusLine.Plain
        onClicked: list.activityAsked(row.activityKey)
    }
}
