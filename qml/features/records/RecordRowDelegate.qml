import QtQuick
import Sightline.Theme
import Sightline.Controls

// A record in the list, under the heading of its section where it is the first: what, about whom, and where it is.
Column {
    id: entry

    required property int index
    required property string recordId
    required property string title
    required property string detail
    required property string dayText
    required property string placeText
    required property string placeIcon
    required property int placeTone
    required property string waitingText
    required property string heading
    property bool current: false
    signal asked

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
        opens: false
        divided: entry.index > 0 && !entry.current && entry.heading.length === 0
        current: entry.current
        title: entry.title
        detail: entry.detail
        overline: entry.dayText
        statusText: entry.waitingText.length > 0 ? entry.waitingText : entry.placeText
        statusIcon: entry.waitingText.length > 0 ? "clock" : entry.placeIcon
        statusTone: entry.waitingText.length > 0 ? StatusLine.Attention : entry.placeTone
        onClicked: entry.asked()
    }
}
