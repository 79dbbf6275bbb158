import QtQuick
import Sightline.Controls

// A record in the list: what, about whom, and where it is.
ListRow {
    id: row

    required property int index
    required property string recordId
    required detail
    required property string dayText
    required property string placeText
    required property string placeIcon
    required property int placeTone
    required property string waitingText

    opens: false
    divided: row.index > 0 && !row.current
    endText: ""
    overline: row.dayText
    statusText: row.waitingText.length > 0 ? row.waitingText : row.placeText
    statusIcon: row.waitingText.length > 0 ? "clock" : row.placeIcon
    statusTone: row.waitingText.length > 0 ? StatusLine.Attention : row.placeTone
}
