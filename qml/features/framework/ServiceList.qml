pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// The services of the framework, by directorate.
ListView {
    id: list

    required property FrameworkView view
    required property real margin

    clip: true
    model: list.view.services
    boundsBehavior: Flickable.StopAtBounds
    bottomMargin: Theme.space5
    keyNavigationEnabled: true
    T.ScrollBar.vertical: ThinScrollBar {
    }

    delegate: Column {
        id: entry
        required property int index
        required property string serviceId
        required property string title
        required property string detail
        required property string heading

        width: list.width

        GroupLabel {
            x: Theme.space3
            width: entry.width - 2 * Theme.space3
            visible: text.length > 0
            topPadding: entry.index > 0 ? Theme.space5 : Theme.space3
            bottomPadding: Theme.space1
            text: entry.heading
        }
        ListRow {
            width: entry.width
            horizontalPadding: Theme.space3
            divided: entry.index > 0 && entry.heading.length === 0
            title: entry.title
            detail: entry.detail
            onClicked: list.view.openService(entry.serviceId)
        }
    }
}
