import QtQuick
import Sightline.Controls
import Sightline.Capture

// Photos, files and drawing are shown where they will be, so that nobody looks for them elsewhere.
AnswerField {
    id: field

    Banner {
        width: parent.width
        iconName: "attachment"
        //: In place of a photo, file or drawing question.
        text: qsTr("This comes later. Describe it in words for now.")
    }
}
