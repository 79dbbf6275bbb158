pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls

// What was said of an action, newest first, each with who and when.
Column {
    id: history

    required property var said // list of maps: title, detail, text, files, counts

    spacing: Theme.space3

    Repeater {
        model: history.said

        Column {
            id: entry
            required property var modelData // one of `said`
            width: history.width
            spacing: 2

            StrongText {
                width: parent.width
                text: entry.modelData.title
            }
            SmallText {
                width: parent.width
                text: entry.modelData.detail
            }
            BodyText {
                width: parent.width
                visible: text.length > 0
                text: entry.modelData.text
            }
            KeptFiles {
                width: parent.width
                files: entry.modelData.files
            }
            StatusLine {
                width: parent.width
                visible: !entry.modelData.counts
                //: On something said of an action that the hub has not applied, or that was withdrawn.
                text: qsTr("This does not count: it was withdrawn, or the hub keeps it and has not applied it.")
                iconName: "info"
                tone: StatusLine.Attention
            }
        }
    }
}
