import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Children

// Over a form of a child: what is typed is kept on this device, and is not saved yet.
Column {
    id: line

    required property ChildrenView view

    visible: line.view.hasUnsaved
    spacing: Theme.space1

    StatusLine {
        width: parent.width
        //: Over the form of a child. What was typed in it survives, and is on nobody's list yet.
        text: qsTr("Not saved yet. What you type is kept on this device until you save or discard it.")
        iconName: "clock"
        tone: StatusLine.Attention
    }
    QuietButton {
        width: Math.min(implicitWidth, parent.width)
        leftPadding: 0
        iconName: "remove"
        //: Button over the form of a child: puts away what was typed and not saved.
        text: qsTr("Discard what I typed")
        onClicked: line.view.discard()
    }
}
