import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Children

// What became of the words of a child: saved, or discarded, which can be taken back.
Column {
    id: line

    required property ChildrenView view

    visible: line.view.savedText.length > 0
    spacing: Theme.space1

    StatusLine {
        width: parent.width
        text: line.view.savedText
        iconName: "check"
        tone: StatusLine.Good
    }
    QuietButton {
        leftPadding: 0
        visible: line.view.canTakeBack
        //: Button after what was typed of a child was discarded: brings it back, word for word.
        text: qsTr("Take it back")
        onClicked: line.view.takeBack()
    }
}
