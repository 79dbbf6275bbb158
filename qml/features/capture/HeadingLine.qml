import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Begins a group of questions, with what is to be known before them.
Column {
    id: heading

    required property LineValues line
    required property FormSession session

    spacing: Theme.space1

    SectionTitle {
        width: parent.width
        text: heading.line.label
    }
    SmallText {
        width: parent.width
        visible: text.length > 0
        text: heading.line.help
    }
}
