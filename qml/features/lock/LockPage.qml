import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Lock

// The only page of a locked device. Nothing of any record stands behind it; the PIN leads on, or, where no PIN does any more, the council.
FocusScope {
    id: page

    required property LockView view

    readonly property bool isLost: page.view.phase === LockView.Lost
    //: Title of the page of a locked device.
    readonly property string lockedTitle: qsTr("Sightline is locked")
    //: Title of the page of a device that no PIN opens any more.
    readonly property string lostTitle: qsTr("Your council has to unlock this device")
    //: Title of the page of a device whose records were destroyed on the council's order.
    readonly property string wipedTitle: qsTr("This device was withdrawn")
    //: Title of the page on which a new PIN is chosen.
    readonly property string newTitle: qsTr("Choose a new PIN")
    //: Title of the page on which a first PIN is chosen.
    readonly property string offerTitle: qsTr("Choose a PIN")
    //: Title of the page on which a new PIN is typed a second time.
    readonly property string againTitle: qsTr("The new PIN again")
    readonly property string titleText: page.isLost ? page.view.requestLine.length > 0 ? page.lostTitle : page.wipedTitle : page.view.phase === LockView.First ? page.view.isOffer ? page.offerTitle : page.newTitle
                                      : page.view.phase === LockView.Again ? page.againTitle : page.lockedTitle

    function takeKeyboard() {
        if (page.isLost && page.view.requestLine.length === 0)
            join.forceActiveFocus(Qt.TabFocusReason);
        else if (page.isLost)
            answer.forceActiveFocus(Qt.TabFocusReason);
        else
            pad.forceActiveFocus(Qt.TabFocusReason);
    }

    Accessible.role: Accessible.Pane
    Accessible.name: page.titleText
    // Nothing leads away from here.
    Keys.onEscapePressed: event => event.accepted = true
    Keys.onBackPressed: event => event.accepted = true
    Component.onCompleted: later.restart()

    Connections {
        target: page.view
        property int before: -1
        function onChanged() {
            if (before !== page.view.phase)
                later.restart();
            before = page.view.phase;
        }
    }
    Timer {
        id: later
        interval: 0
        onTriggered: {
            scroll.contentY = 0;
            page.takeKeyboard();
        }
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surface
    }
    ScrollPage {
        id: scroll
        anchors.fill: parent
        widthMax: page.isLost ? Theme.measure : 400 * Theme.textFactor
        centred: true
        spacing: Theme.space4

        // On a large screen the page stands in the middle of it.
        Item {
            width: 1
            height: Math.max(Theme.space2, (scroll.height - body.implicitHeight) / 2 - Theme.space6)
        }
        Column {
            id: body
            width: parent.width
            spacing: Theme.space4

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: 64
                height: width
                radius: width / 2
                color: Theme.colors.accentSoft

                Icon {
                    anchors.centerIn: parent
                    width: 32
                    height: 32
                    name: "lock"
                    color: Theme.colors.accentSoftInk
                }
            }
            PageTitle {
                width: parent.width
                horizontalAlignment: page.isLost ? Text.AlignLeft : Text.AlignHCenter
                text: page.titleText
            }
            BodyText {
                width: parent.width
                visible: page.view.phase === LockView.Unlock
                horizontalAlignment: Text.AlignHCenter
                color: Theme.colors.inkMuted
                //: On the page of a locked device, under its title.
                text: qsTr("Type your PIN. What you were writing is kept as you left it.")
            }
            Banner {
                width: parent.width
                visible: text.length > 0
                text: page.view.waitText.length > 0 ? page.view.problem.length > 0 ? page.view.problem + " " + page.view.waitText : page.view.waitText
                                                    : page.view.problem
                tone: StatusLine.Attention
                iconName: "alert"
            }
            PinPad {
                id: pad
                width: parent.width
                visible: !page.isLost
                length: page.view.length
                canEnter: page.view.canEnter
                waits: page.view.isBusy || page.view.waitText.length > 0
                //: Screen reader name of the field for the PIN.
                name: page.view.phase === LockView.Unlock ? qsTr("Your PIN") : page.titleText
                help: page.view.problem
                enterText: page.view.phase === LockView.Unlock ?
                //: Screen reader name of a key of the keypad: opens the app with the PIN.
                qsTr("Unlock") :
                //: Screen reader name of a key of the keypad: goes on with the new PIN.
                qsTr("Go on")
                onDigitAsked: digit => page.view.digit(digit)
                onEraseAsked: page.view.erase()
                onEnterAsked: page.view.enter()
            }
            BodyText {
                width: parent.width
                visible: page.view.phase === LockView.Unlock && text.length > 0
                text: page.view.triesText
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }
            SmallText {
                width: parent.width
                visible: page.view.phase === LockView.Unlock
                //: On the page of a locked device: what goes on meanwhile, and what does not.
                text: qsTr("While it is locked nothing is sent or fetched, and nothing is notified. What waits to be sent is safe on this device and goes once you unlock it.")
            }
            SmallText {
                width: parent.width
                visible: page.view.phase === LockView.First && page.view.isOffer
                //: Where a PIN is offered to somebody who has just joined.
                text: qsTr("With it only you can open Sightline on this device. It locks by itself when nobody touches it. After ten wrong PINs your council has to unlock it; nothing is lost then.")
            }
            SmallText {
                width: parent.width
                visible: page.view.phase === LockView.First
                //: Where a new PIN is chosen.
                text: qsTr("6 to 12 digits that nobody would guess: no birthday, no digits in a row.")
            }

            Column {
                width: parent.width
                visible: page.isLost
                spacing: Theme.space4

                BodyText {
                    width: parent.width
                    text: page.view.requestLine.length > 0 ?
                    //: On the page of a device that no PIN opens any more.
                    qsTr("The PIN was wrong ten times, so no PIN opens it any more. Everything you wrote is still here, also what was not sent yet. Two people of your council together can open it again.") :
                    //: On the page of a device whose records were destroyed on the council's order.
                    qsTr("The records on this device were destroyed on your council’s order, after what was unsent had been handed in. Join your council again with a new code.")
                }
                StrongText {
                    width: parent.width
                    visible: page.view.requestLine.length > 0
                    //: Heading over the line that a device's owner gives to the council.
                    text: qsTr("1. Give your council this line. Nothing in it is secret.")
                }
                Card {
                    width: parent.width
                    visible: page.view.requestLine.length > 0

                    TextEdit {
                        id: line
                        width: parent.width
                        readOnly: true
                        selectByMouse: true
                        activeFocusOnTab: true
                        text: page.view.requestLine
                        color: Theme.colors.ink
                        selectionColor: Theme.colors.accent
                        selectedTextColor: Theme.colors.accentInk
                        font: Theme.type.small
                        wrapMode: TextEdit.WrapAnywhere
                        //: Screen reader name of the line that a device's owner gives to the council.
                        Accessible.name: qsTr("Line for your council")
                    }
                    SecondaryButton {
                        //: Puts the line for the council on the clipboard.
                        text: qsTr("Copy the line")
                        onClicked: page.view.copyRequest()
                    }
                }
                Field {
                    width: parent.width
                    visible: page.view.requestLine.length > 0
                    //: Label of the field for the answer that the council gives.
                    label: qsTr("2. Your council’s answer")
                    //: Under the label of the field for the council's answer.
                    help: qsTr("It begins with SLA1-")
                    error: page.view.problem

                    LineInput {
                        id: answer
                        width: parent.width
                        //: Screen reader name of the field for the council's answer.
                        name: qsTr("Your council’s answer")
                        help: page.view.problem
                        wrong: page.view.problem.length > 0
                        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
                        onAccepted: page.view.giveAnswer(answer.text)
                    }
                }
                PrimaryButton {
                    id: join
                    width: parent.width
                    visible: page.view.requestLine.length === 0
                    //: On the page of a device whose records were destroyed: goes to the page that joins a council.
                    text: qsTr("Join again")
                    onClicked: page.view.joinAgain()
                }
                PrimaryButton {
                    width: parent.width
                    visible: page.view.requestLine.length > 0
                    //: Goes on to choosing a new PIN.
                    text: qsTr("Go on")
                    onClicked: page.view.giveAnswer(answer.text)
                }
            }
            QuietButton {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: page.view.phase === LockView.First || page.view.phase === LockView.Again
                text: page.view.isOffer ?
                //: Where a PIN is offered to somebody who has just joined: passes it over.
                qsTr("Later, in More") :
                //: Goes back to the council's answer.
                qsTr("Back")
                onClicked: page.view.leaveNewPin()
            }
        }
    }
}
