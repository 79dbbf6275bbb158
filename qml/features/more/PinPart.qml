import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// What opens Sightline on this device, and choosing a PIN. Which digits are typed is never shown.
Column {
    id: part

    required property PinView view
    readonly property bool isResting: part.view.step === PinView.Resting

    spacing: Theme.space4

    property bool wasShown: false

    // Whoever looks elsewhere has chosen nothing.
    onVisibleChanged: {
        if (!part.visible && part.wasShown && !part.isResting)
            part.view.leave();
        part.wasShown = part.visible;
    }
    Connections {
        target: part.view
        property int before: PinView.Resting
        function onChanged() {
            if (before !== part.view.step && part.view.step !== PinView.Resting && part.visible)
                pad.forceActiveFocus(Qt.TabFocusReason);
            before = part.view.step;
        }
    }

    BodyText {
        width: parent.width
        visible: part.isResting
        text: part.view.opens === PinView.ByPin ?
        //: In More: what a PIN does. %n is a number of minutes.
        qsTr("A PIN opens Sightline on this device. It locks by itself when nobody touches it for %n minute(s), and what you were writing is kept as you left it.", "", part.view.lockMinutes) :
        part.view.opens === PinView.Passphrase ?
        //: In More, where a PIN cannot be chosen.
        qsTr("A passphrase opens Sightline here, because this system keeps no secrets for it, or because it was started so. A PIN would protect nothing then, so none can be chosen.") :
        //: In More, where no PIN was chosen yet.
        qsTr("Whoever can use this account can open Sightline on this device. Choose a PIN, and only you can.")
    }
    SmallText {
        width: parent.width
        visible: part.isResting && part.view.opens !== PinView.Passphrase
        //: In More, about the PIN: what happens after wrong ones.
        text: qsTr("After ten wrong PINs nobody can open it with a PIN any more. Nothing is lost then: two people of your council together can open it again. While it is locked nothing is sent or fetched, and nothing is notified.")
    }
    SmallText {
        width: parent.width
        visible: part.isResting && part.view.opens !== PinView.Passphrase
        //: In More, about the PIN: why a finger or a face does not open the app.
        text: qsTr("This system keeps no key for a finger or face, so neither opens Sightline here.")
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: part.view.problem
        tone: StatusLine.Attention
        iconName: "alert"
    }
    StatusLine {
        width: parent.width
        visible: part.view.done.length > 0
        text: part.view.done
        tone: StatusLine.Good
        iconName: "check"
    }
    PrimaryButton {
        visible: part.isResting && part.view.opens !== PinView.Passphrase && part.view.opens !== PinView.Unknown
        text: part.view.opens === PinView.ByPin ?
        //: Button in More: another PIN.
        qsTr("Change the PIN") :
        //: Button in More.
        qsTr("Choose a PIN")
        onClicked: part.view.begin()
    }
    SecondaryButton {
        visible: part.isResting && part.view.opens === PinView.ByPin
        iconName: "lock"
        //: Button in More: locks the app at once.
        text: qsTr("Lock now")
        onClicked: part.view.lockAsked()
    }

    Column {
        width: Math.min(parent.width, 400 * Theme.textFactor)
        visible: !part.isResting
        spacing: Theme.space4

        StrongText {
            id: asked
            width: parent.width
            text: part.view.step === PinView.Present ?
            //: Over the keypad in More.
            qsTr("The PIN you have now") :
            part.view.step === PinView.First ?
            //: Over the keypad in More.
            qsTr("A new PIN of 6 to 12 digits") :
            //: Over the keypad in More.
            qsTr("The new PIN again")
        }
        PinPad {
            id: pad
            width: parent.width
            length: part.view.length
            canEnter: part.view.canEnter
            waits: part.view.isBusy
            name: asked.text
            help: part.view.problem
            //: Screen reader name of a key of the keypad in More.
            enterText: qsTr("Go on")
            onDigitAsked: digit => part.view.digit(digit)
            onEraseAsked: part.view.erase()
            onEnterAsked: part.view.enter()
        }
        QuietButton {
            //: Leaves choosing a PIN; nothing has changed.
            text: qsTr("Cancel")
            enabled: !part.view.isBusy
            onClicked: part.view.leave()
        }
    }
}
