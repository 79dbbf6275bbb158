pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls
import Sightline.Year

// The months of one activity as a list.
ListView {
    id: list

    required property YearView view

    clip: true
    model: list.view.rowMonths
    boundsBehavior: Flickable.StopAtBounds
    bottomMargin: Theme.space5
    keyNavigationEnabled: true
    T.ScrollBar.vertical: ThinScrollBar {
    }

    delegate: ListRow {
        id: entry
        required property int index
        required property int place
        required property string month
        required property string stateText
        required property string sign
        required property int tone
        required property string countText
        // The activity's id is not a role of its months: the page has it open.
        width: list.width
        horizontalPadding: Theme.space3
        divided: entry.index > 0
        title: entry.month
        statusText: entry.stateText
        statusIcon: entry.sign
        statusTone: entry.tone
        endText: entry.countText
        required opens
        enabled: entry.opens
        onClicked: list.view.openMonth(entry.place)
    }
}
