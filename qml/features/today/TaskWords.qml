import QtQuick
import Sightline.Theme
import Sightline.Controls

// A heading with words under it; nothing where there are none.
Column {
    id: part

    required property string title
    required property string words
    property string source

    width: parent ? parent.width : 320
    spacing: Theme.space1
    visible: part.words.length > 0

    GroupLabel {
        width: parent.width
        text: part.title
    }
    BodyText {
        width: parent.width
        text: part.words
    }
    SmallText {
        width: parent.width
        visible: part.source.length > 0
        //: Under a rule in plain English. %1 is what the framework document says, word for word.
        text: qsTr("In the document: “%1”").arg(part.source)
    }
}
