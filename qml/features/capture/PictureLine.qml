pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Controls
import Sightline.Capture

// Pictures in answer to a question: those there are, in place, and a way to add one.
AnswerField {
    id: field

    readonly property bool hasSome: field.line.files.length > 0

    focusTarget: add.visible || tiles.count === 0 ? (add as Item) : (tiles.itemAt(0) as Item)

    Repeater {
        id: tiles
        model: field.line.files

        PictureRow {
            required property var modelData // one of LineValues.files

            width: field.width
            source: modelData.source
            title: modelData.name
            detail: modelData.size
            onOpenAsked: large.show(modelData.source, modelData.name)
            onRemoveAsked: {
                field.session.removeFile(field.line.key, modelData.row);
                add.forceActiveFocus(Qt.OtherFocusReason);    // nobody is left standing on a button that is gone
            }
        }
    }
    StatusLine {
        width: parent.width
        visible: field.line.isWorking
        iconName: "clock"
        //: Under a photo question, for a moment: the chosen picture is made smaller and stored.
        text: qsTr("Adding the picture…")
    }
    SecondaryButton {
        id: add
        visible: field.line.takesMore
        iconName: "plus"
        //: Button of a photo question: chooses a picture from the device.
        text: field.hasSome ? qsTr("Add another picture") : /*: The same while there is none. */ qsTr("Add a picture")
        //: Screen reader name. %1 is what the button says, %2 the question.
        Accessible.name: qsTr("%1: %2").arg(add.text).arg(field.line.accessibleName)
        onClicked: picker.active ? (picker.item as PicturePicker).open() : picker.active = true
        onActiveFocusChanged: {
            if (add.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
    FileNotice { width: parent.width; visible: field.hasSome }
    SmallText {
        width: parent.width
        visible: !field.hasSome
        //: Under an empty photo question: what becomes of a picture that is added.
        text: qsTr("It is made smaller and kept without place, time or camera.")
    }
    Loader {
        id: picker
        active: false
        source: "PicturePicker.qml"
        onLoaded: (picker.item as PicturePicker).open()
    }
    Connections {
        target: picker.item
        function onPicked(file: url) { field.session.addPicture(field.line.key, file); }
    }
    PictureView {
        id: large
        function show(source: string, name: string) {
            large.source = source;
            large.name = name;
            large.open();
        }
    }
}
