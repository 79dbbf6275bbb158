import QtQuick
import Sightline.Theme
import Sightline.Controls

// A record in the list, under the heading of its section where it is the first: what, about whom, and where it is. Under the
// last one stands that there are older ones (Qt 6.4 makes no footer of a bound component).
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
    property bool endsShort: false                // the last of those read, and there are older ones
    property int shownCount: 0
    signal asked
    signal olderAsked

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
    SmallText {
        x: Theme.space3
        width: entry.width - 2 * Theme.space3
        visible: entry.endsShort
        topPadding: Theme.space4
        //: Under the list of records, where there are older ones. %n is how many are shown.
        text: qsTr("The newest %n are shown.", "", entry.shownCount)
    }
    QuietButton {
        x: Theme.space3
        visible: entry.endsShort
        leftPadding: 0
        //: Button under the list of records: shows the next older ones too.
        text: qsTr("Show older records")
        onClicked: entry.olderAsked()
    }
}
