import QtQuick
import Sightline.Theme
import Sightline.Controls

// What a cell of the document says, beside what we understand it to mean.
Card {
    id: pair

    required property string title
    required property string written
    required property string meant

    spacing: Theme.space3

    CardTitle {
        width: parent.width
        text: pair.title
    }
    Column {
        width: parent.width
        spacing: 2
        GroupLabel {
            width: parent.width
            //: Over the plain-English meaning of a cell of the framework document.
            text: qsTr("As we understand it")
        }
        BodyText {
            width: parent.width
            text: pair.meant
        }
    }
    Column {
        width: parent.width
        spacing: 2
        GroupLabel {
            width: parent.width
            //: Over a cell of the framework document, word for word.
            text: qsTr("In the document")
        }
        BodyText {
            width: parent.width
            color: Theme.colors.inkMuted
            //: A cell of the framework document that is empty.
            text: pair.written.length > 0 ? pair.written : qsTr("Left blank")
        }
    }
}
