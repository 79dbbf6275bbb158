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

    CardTitle { width: parent.width; text: pair.title }
    Column {
        width: parent.width
        spacing: 2
        //: Over the plain-English meaning of a cell of the framework document.
        GroupLabel { width: parent.width; text: qsTr("As we understand it") }
        BodyText { width: parent.width; text: pair.meant }
    }
    Column {
        width: parent.width
        spacing: 2
        //: Over a cell of the framework document, word for word.
        GroupLabel { width: parent.width; text: qsTr("In the document") }
        BodyText {
            width: parent.width
            color: Theme.colors.inkMuted
            //: A cell of the framework document that is empty.
            text: pair.written.length > 0 ? pair.written : qsTr("Left blank")
        }
    }
}
