import QtQuick
import Sightline.Controls
import Sightline.Capture

SecondaryButton {
    id: add

    required property LineValues line
    required property FormSession session

    readonly property bool isAnswer: add.line.kind === "addAnswer"

    text: add.isAnswer ? add.line.label :
    //: Adds an entry to a list of a form. %1 is the list as the form names it: "Actions", "Child", "Who was there?".
    qsTr("Add to “%1”").arg(add.line.label)
    iconName: "plus"
    Accessible.name: add.isAnswer ? add.line.accessibleName : add.text
    onClicked: {
        if (add.isAnswer)
            add.session.addAnswer(add.line.key);
        else
            add.session.addEntry(add.line.key);
    }
}
