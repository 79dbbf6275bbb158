import QtQuick
import Sightline.Controls
import Sightline.Capture

// Taking a photo: what the camera sees, then the photo, to use or to take again. Nothing of it is kept before it is used.
Sheet {
    id: sheet

    required property CameraView camera
    readonly property int step: sheet.camera.state
    readonly property bool isLooking: sheet.step === CameraView.Starting || sheet.step === CameraView.Live || sheet.step === CameraView.Taking
    readonly property bool isTaken: sheet.step === CameraView.Taken
    readonly property bool isTroubled: sheet.step === CameraView.Troubled
    //: On the sheet that takes a photo, until the camera shows something.
    readonly property string startingWords: qsTr("The camera is starting …")
    //: On the sheet that takes a photo. %1 is the camera: "Front camera".
    readonly property string liveWords: qsTr("%1 is on. Nothing is kept yet.").arg(sheet.camera.name)
    //: On the sheet that takes a photo, for a moment after it was taken.
    readonly property string takingWords: qsTr("Taking the photo …")
    //: On the sheet that takes a photo, over the buttons that use it or take it again.
    readonly property string takenWords: qsTr("Look at the photo. It is kept once you use it.")

    signal used
    signal fileAsked

    // Nobody is left standing on a button that is gone.
    function followStep() {
        const button = sheet.isTaken ? use : sheet.isTroubled ? file : sheet.step === CameraView.Live ? shoot : null;
        if (button !== null)
            button.forceActiveFocus(Qt.OtherFocusReason);
        if (sheet.step === CameraView.Off)
            sheet.close();
    }

    //: Title of the sheet that takes a photo with the device's camera.
    title: qsTr("Take a photo")
    onAboutToShow: sheet.camera.open()
    onOpened: sheet.followStep()
    onClosed: sheet.camera.close()

    LivePicture {
        width: parent.width
        height: Math.min(parent.width * sheet.camera.heightForWidth, sheet.parent !== null ? sheet.parent.height * 0.45 : 320)
        visible: !sheet.isTroubled
        camera: sheet.camera
        Accessible.role: Accessible.Graphic
        Accessible.name: sheet.isTaken
            //: Screen reader name of the photo that was just taken.
            ? qsTr("The photo")
            //: Screen reader name of the moving picture from the camera.
            : qsTr("What the camera sees")
    }
    StatusLine {
        id: status
        width: parent.width
        visible: !sheet.isTroubled
        iconName: sheet.isTaken ? "eye" : "camera"
        text: sheet.isTaken ? sheet.takenWords : sheet.step === CameraView.Live ? sheet.liveWords : sheet.step === CameraView.Taking ? sheet.takingWords : sheet.startingWords
    }
    Banner {
        width: parent.width
        visible: sheet.isTroubled
        iconName: "alert"
        tone: StatusLine.Urgent
        text: sheet.camera.trouble
        Accessible.role: Accessible.AlertMessage
        Accessible.name: sheet.camera.trouble
    }
    PrimaryButton {
        id: shoot
        width: parent.width
        visible: sheet.isLooking
        enabled: sheet.step === CameraView.Live
        iconName: "camera"
        //: Button that takes the photo now.
        text: qsTr("Take it now")
        Accessible.description: status.text
        onClicked: sheet.camera.take()
    }
    PrimaryButton {
        id: use
        width: parent.width
        visible: sheet.isTaken
        iconName: "check"
        //: Button that keeps the photo just taken, in answer to the question.
        text: qsTr("Use this photo")
        Accessible.description: status.text
        onClicked: sheet.used()
    }
    PrimaryButton {
        id: file
        width: parent.width
        visible: sheet.isTroubled
        iconName: "attachment"
        //: Button where the camera does not work: opens the window that chooses a picture.
        text: qsTr("Choose a file instead")
        onClicked: {
            sheet.close();
            sheet.fileAsked();
        }
    }
    SecondaryButton {
        width: parent.width
        visible: sheet.isTaken || sheet.isTroubled
        iconName: "refresh"
        //: Button where the camera does not work: tries once more.
        text: sheet.isTroubled ? qsTr("Try the camera again") : /*: The photo just taken is not wanted: the camera is shown again. */ qsTr("Take it again")
        onClicked: sheet.camera.again()
    }
    QuietButton {
        width: Math.min(implicitWidth, parent.width)
        visible: sheet.camera.hasOther && (sheet.isLooking || sheet.isTroubled)
        iconName: "repeat"
        //: Button that changes to the next of a device's cameras.
        text: qsTr("Use another camera")
        onClicked: sheet.camera.useOther()
    }
    Connections {
        target: sheet.camera
        enabled: sheet.opened
        function onChanged() { sheet.followStep(); }
    }
    Component.onDestruction: {
        if (sheet.visible && sheet.camera !== null)
            sheet.camera.close();
    }
}
