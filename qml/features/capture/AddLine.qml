import QtQuick
import Sightline.Controls
import Sightline.Capture

SecondaryButton {
    id: add

    required property LineValues line
    required property FormSession session

    //: Adds an entry to a list of a form. %1 is the list, for example "Who was there".
    text: qsTr("Add: %1").arg(add.line.label)
    iconName: "plus"
    onClicked: add.session.addEntry(add.line.key)
}
