pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls
import Sightline.Year

// The same as a list: each service or activity with how its year stands, in words.
ListView {
    id: list

    required property YearView view

    clip: true
    model: list.view.rows
    boundsBehavior: Flickable.StopAtBounds
    bottomMargin: Theme.space5
    keyNavigationEnabled: true
    T.ScrollBar.vertical: ThinScrollBar {
    }

    delegate: Column {
        id: entry
        required property int index
        required property string rowId
        required property string title
        required property string summary
        required property string icon
        required property int tone
        required property string heading
        required property bool known

        width: list.width

        GroupLabel {
            x: Theme.space3
            width: entry.width - 2 * Theme.space3
            visible: text.length > 0
            topPadding: entry.index > 0 ? Theme.space5 : Theme.space2
            bottomPadding: Theme.space1
            text: entry.heading
        }
        ListRow {
            width: entry.width
            horizontalPadding: Theme.space3
            divided: entry.index > 0 && entry.heading.length === 0
            title: entry.title
            statusText: entry.known ? entry.summary : ""
            statusIcon: entry.icon
            statusTone: entry.tone
            opens: entry.known
            enabled: entry.known
            onClicked: list.view.serviceTitle.length > 0 ? list.view.openRow(entry.rowId) : list.view.openService(entry.rowId)
        }
    }
}
