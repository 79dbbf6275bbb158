import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Sync

// Where the hub takes this device no longer: with a new code it does, and everything here stays.
Card {
    id: card

    required property SyncView view

    function ask() {
        if (!card.view.isJoining)
            card.view.joinAgainAsked(code.text);
    }

    spacing: Theme.space3

    Field {
        width: parent.width
        //: Label of a field on Sync, on a device that the hub takes no longer: the code that joins it again, once.
        label: qsTr("Your new code")
        //: Under the label of the field for the code that joins a device again.
        help: qsTr("From your council. It works once. Everything you wrote stays on this device and is sent then.")
        error: card.view.joinTrouble

        LineInput {
            id: code
            width: parent.width
            //: Screen reader name of the field for the code that joins a device again.
            name: qsTr("Your new code")
            help: card.view.joinTrouble
            wrong: card.view.joinTrouble.length > 0
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase | Qt.ImhSensitiveData
            enabled: !card.view.isJoining
            onAccepted: card.ask()
        }
    }
    PrimaryButton {
        enabled: !card.view.isJoining
        //: Button on Sync: the hub is being asked to take this device again.
        text: card.view.isJoining ? qsTr("Joining …") :
        //: Button on Sync, on a device that the hub takes no longer.
        qsTr("Join again")
        onClicked: card.ask()
    }
}
