import QtQuick
import Sightline.Controls
import Sightline.Capture

// Filled by the app from other answers or from the task: read, never typed.
Column {
    id: field

    required property LineValues line
    required property FormSession session

    spacing: 2
    visible: field.line.answer.length > 0
    height: field.line.answer.length > 0 ? field.implicitHeight : 0

    SmallText {
        width: parent.width
        text: field.line.label
    }
    BodyText {
        width: parent.width
        text: field.session.words(field.line.answer)
    }
}
