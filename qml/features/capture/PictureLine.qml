pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Pictures and other files in answer to a question: those there are, in place, and a way to add one.
AnswerField {
    id: field

    readonly property bool hasSome: field.line.files.length > 0
    readonly property bool ofPictures: field.line.takes === "pictures"
    readonly property bool ofSound: field.line.takes === "sound"
    // A device that was handed over shows nobody its owner's files.
    readonly property bool offersFiles: field.line.takesMore && !field.session.asksInTheRoom
    readonly property int unkept: field.line.unkeptPhotos
    property bool showsUnkept: false              // read after who had the focus
    readonly property bool offersCamera: field.session.camera !== null && field.session.camera.isThere && field.session.takesPhotos(field.line.key)
    //: Button of a photo question: chooses a picture from the device.
    readonly property string pictureWords: field.hasSome ? qsTr("Add another picture") : /*: The same while there is none. */ qsTr("Add a picture")
    //: Button of a question that takes files of any kind: chooses one from the device.
    readonly property string fileWords: field.hasSome ? qsTr("Add another file") : /*: The same while there is none. */ qsTr("Add a file")

    //: Button of a question that takes voice notes: chooses a recording from the device.
    readonly property string soundWords: field.hasSome ? qsTr("Add another recording") : /*: The same while there is none. */ qsTr("Add a recording")

    focusTarget: shoot.visible ? (shoot as Item) : add.visible ? (add as Item) : voice.visible && voice.focusTarget !== null ? voice.focusTarget
        : tiles.count === 0 ? (add as Item) : (tiles.itemAt(0) as Item)

    // Nobody is left standing on a button that is gone.
    onUnkeptChanged: {
        const stood = again.activeFocus || without.activeFocus;
        field.showsUnkept = field.unkept > 0;
        if (stood && !field.showsUnkept)
            Qt.callLater(field.takeFocus);
    }
    Component.onCompleted: field.showsUnkept = field.unkept > 0

    function takeFocus() { field.focusTarget.forceActiveFocus(Qt.OtherFocusReason); }
    function openCamera() {
        shooting.setSource("CameraSheet.qml", { camera: field.session.camera });
        (shooting.item as CameraSheet).open();
    }
    function choose() { picker.active ? field.openPicker() : picker.active = true; }
    function openPicker() {
        (picker.item as PicturePicker).anyFile = !field.ofPictures;
        (picker.item as PicturePicker).open();
    }

    Repeater {
        id: tiles
        model: field.line.files

        Column {
            id: kept
            required property var modelData // one of LineValues.files

            width: field.width

            PictureRow {
                id: row
                width: parent.width
                source: kept.modelData.source
                title: kept.modelData.name
                detail: kept.modelData.size
                isPicture: kept.modelData.isPicture
                voiceSha: kept.modelData.isVoice ? kept.modelData.sha : ""
                onOpenAsked: {
                    if (kept.modelData.isVoice)
                        FileDesk.playOrStop(kept.modelData.sha);
                    else
                        kept.modelData.isPicture ? large.show(kept.modelData.source, kept.modelData.name) : outside.show(kept.modelData);
                }
                onRemoveAsked: {
                    field.session.removeFile(field.line.key, kept.modelData.row);
                    Qt.callLater(field.takeFocus);    // nobody is left standing on a button that is gone
                }
            }
            OpenedNotice { width: parent.width; sha: kept.modelData.sha }
        }
    }
    StatusLine {
        width: parent.width
        visible: field.line.isWorking && !voice.isRecording
        iconName: "clock"
        //: Under a photo question, for a moment: the chosen picture is made smaller and stored.
        text: field.ofPictures ? qsTr("Adding the picture…") : /*: The same for any file: it is read and stored. */ qsTr("Adding the file…")
    }
    Banner {
        id: unkeptWords
        width: parent.width
        visible: field.showsUnkept
        iconName: "alert"
        tone: StatusLine.Urgent
        //: Under a photo question: the device could not store photos just taken. %n is how many.
        text: qsTr("%n photo(s) are not kept yet. They are still here, but nowhere else: do not close Sightline before they are kept.", "", field.unkept)
        Accessible.role: Accessible.AlertMessage
        Accessible.name: unkeptWords.text
    }
    Flow {
        width: parent.width
        spacing: Theme.space2
        visible: field.showsUnkept

        SecondaryButton {
            id: again
            iconName: "refresh"
            //: Button under a photo question: the photos just taken that the device has refused are stored now, if it takes them.
            text: qsTr("Try again")
            //: Screen reader name. %1 is what the button says, %2 the question.
            Accessible.name: qsTr("%1: %2").arg(again.text).arg(field.line.accessibleName)
            Accessible.description: unkeptWords.text
            onClicked: field.session.keepPhotosAgain(field.line.key)
        }
        QuietButton {
            id: without
            iconName: "remove"
            //: Button under a photo question: the photos just taken that the device has refused are not wanted any more, and are gone.
            text: qsTr("Leave out")
            //: Screen reader name. %1 is what the button says, %2 the question.
            Accessible.name: qsTr("%1: %2").arg(without.text).arg(field.line.accessibleName)
            onClicked: field.session.dropPhotos(field.line.key)
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.space2
        visible: field.line.takesMore

        SecondaryButton {
            id: shoot
            width: Math.min(implicitWidth, parent.width)
            visible: field.line.takesMore && field.offersCamera
            iconName: "camera"
            //: Button of a question that takes pictures: opens the device's camera.
            text: qsTr("Take a photo")
            //: Screen reader name. %1 is what the button says, %2 the question.
            Accessible.name: qsTr("%1: %2").arg(shoot.text).arg(field.line.accessibleName)
            onClicked: field.openCamera()
            onActiveFocusChanged: {
                if (shoot.activeFocus)
                    field.session.focusOn(field.line.key);
            }
        }
        SecondaryButton {
            id: add
            width: Math.min(implicitWidth, parent.width)
            visible: field.offersFiles
            iconName: "plus"
            text: field.ofPictures ? field.pictureWords : field.ofSound ? field.soundWords : field.fileWords
            //: Screen reader name. %1 is what the button says, %2 the question.
            Accessible.name: qsTr("%1: %2").arg(add.text).arg(field.line.accessibleName)
            onClicked: field.choose()
            onActiveFocusChanged: {
                if (add.activeFocus)
                    field.session.focusOn(field.line.key);
            }
        }
    }
    VoiceBar {
        id: voice
        width: parent.width
        visible: !field.ofPictures && field.session.offersVoice
        line: field.line
        session: field.session
    }
    SmallText {
        width: parent.width
        visible: !field.hasSome && !(field.ofSound && field.session.asksInTheRoom)
        //: Under an empty photo question: what becomes of a picture that is added.
        text: field.ofPictures ? qsTr("It is made smaller and kept without place, time or camera.")
            //: Under an empty question that takes voice notes: how long one may be, and what becomes of it.
            : field.ofSound ? qsTr("Ten minutes at most each. It is kept encrypted on this device.")
            //: Under an empty question that takes files of any kind: what becomes of one that is added.
            : qsTr("Up to 26 MB. It is kept encrypted on this device. A picture is made smaller and kept without place, time or camera.")
    }
    Loader {
        id: picker
        active: false
        source: "PicturePicker.qml"
        onLoaded: field.openPicker()
    }
    Connections {
        target: picker.item
        function onPicked(file: url) { field.session.addPicture(field.line.key, file); }
    }
    Loader { id: shooting }
    Connections {
        target: shooting.item
        function onUsed() { field.session.addPhoto(field.line.key); }
        function onFileAsked() { field.choose(); }
        function onClosed() {
            const button = shoot.visible ? shoot : add;
            if (button.visible)                   // not behind the cover that has closed it
                button.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    OpenFileSheet { id: outside }
    PictureView {
        id: large
        function show(source: string, name: string) {
            large.source = source;
            large.name = name;
            large.open();
        }
    }
}
