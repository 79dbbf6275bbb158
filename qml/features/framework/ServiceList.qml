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
    section.property: "directorate"
    section.delegate: GroupLabel {
        required property string section
        x: Theme.space3
        width: list.width - 2 * Theme.space3
        topPadding: Theme.space4
        bottomPadding: Theme.space1
        text: section
    }
    T.ScrollBar.vertical: ThinScrollBar {}

    delegate: ListRow {
        id: row
        required property int index
        required property string serviceId
        required detail
        width: list.width
        horizontalPadding: Theme.space3
        divided: row.index > 0
        onClicked: list.view.openService(row.serviceId)
    }
}
