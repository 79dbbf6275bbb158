import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Records a voice note in answer to a question: begins, says how long it is and how much is left, stops. Where nothing can be recorded, why.
Column {
    id: bar

    required property LineValues line
    required property FormSession session

    readonly property bool isRecording: bar.session.voiceKey.length > 0 && bar.session.voiceKey === bar.line.key
    readonly property bool isLarge: bar.session.asksInTheRoom     // pressed by a child
    readonly property string whyNot: bar.session.voiceWhyNot

    // What takes the keyboard; nothing where nothing can be pressed.
    readonly property Item focusTarget: stopper.visible ? (stopper as Item) : starter.visible ? (starter as Item) : null

    spacing: Theme.space2

    StatusLine {
        width: parent.width
        visible: bar.isRecording
        iconName: "mic"
        text: bar.session.voiceWords
    }
    SecondaryButton {
        id: stopper
        width: bar.isLarge ? bar.width : Math.min(implicitWidth, bar.width)
        height: Math.max(implicitHeight, bar.isLarge ? 64 : 0)
        visible: bar.isRecording
        iconName: "stop"
        //: Button that ends a voice note; it is kept.
        text: qsTr("Stop and keep")
        //: Screen reader name. %1 is what the button says, %2 the question.
        Accessible.name: qsTr("%1: %2").arg(stopper.text).arg(bar.line.accessibleName)
        onClicked: bar.session.stopVoice()
    }
    SecondaryButton {
        id: starter
        width: bar.isLarge ? bar.width : Math.min(implicitWidth, bar.width)
        height: Math.max(implicitHeight, bar.isLarge ? 64 : 0)
        visible: !bar.isRecording && bar.line.takesMore && bar.whyNot.length === 0
        enabled: bar.session.voiceKey.length === 0
        iconName: "mic"
        //: Button that begins a voice note in answer to a question.
        text: qsTr("Record a voice note")
        //: Screen reader name. %1 is what the button says, %2 the question.
        Accessible.name: qsTr("%1: %2").arg(starter.text).arg(bar.line.accessibleName)
        onClicked: {
            bar.session.startVoice(bar.line.key);
            stopper.forceActiveFocus(Qt.OtherFocusReason);    // nobody is left standing on a button that is gone
        }
    }
    SmallText {
        width: parent.width
        visible: !bar.isRecording && bar.line.takesMore && bar.whyNot.length > 0
        text: bar.whyNot
    }
}
