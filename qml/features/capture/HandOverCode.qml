import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Before the device is handed over: its owner chooses the code that gets it back.
FocusScope {
    id: page

    required property HandOverView view

    onVisibleChanged: {
        code.text = "";
        again.text = "";
        if (page.visible && page.view.byPin)
            foot.takeKeyboard();
        else if (page.visible)
            code.forceActiveFocus(Qt.TabFocusReason);
    }
    function choose() {
        if (page.view.byPin)
            page.view.handOver();
        else
            page.view.chooseCode(code.text, again.text);
    }

    ScrollPage {
        id: scroll
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        widthMax: Theme.measure
        centred: true

        Item { width: 1; height: Theme.space4 }
        PageTitle {
            width: parent.width
            text: page.view.whom.length > 0
                //: Title of the page before a device is handed over. %1 is a colleague's name.
                ? qsTr("Hand over to %1").arg(page.view.whom)
                //: Title of the page before a device is handed over to a child or a parent.
                : qsTr("Hand over the device")
        }
        BodyText {
            width: parent.width
            text: page.view.byPin ?
            //: Before a device is handed over: what the other person sees and what they cannot do.
            qsTr("They see one question at a time, and nothing else on this device. It opens again only with your PIN, also after it was switched off.") :
            //: Before a device is handed over: what the other person sees and what they cannot do.
            qsTr("They see one question at a time, and nothing else on this device. It opens again only with your code, also after it was switched off.")
        }
        BodyText {
            width: parent.width
            visible: page.view.whom.length > 0
            //: Before a device is handed over to a colleague for their part of a record.
            text: qsTr("What they say is added to the record as said in the room. It is not signed: their own step waits for them on their own device, with these words in it.")
        }
        Field {
            visible: !page.view.byPin
            //: Label of the field for the code with which a device is handed over.
            label: qsTr("Your code")
            //: Under the field for the code with which a device is handed over.
            help: qsTr("At least 4 digits or letters. You type it again to get the device back.")
            error: page.view.problem

            CodeInput {
                id: code
                width: parent.width
                //: Screen reader name of the field for the code with which a device is handed over.
                name: qsTr("Your code")
                wrong: page.view.problem.length > 0
                onAccepted: again.forceActiveFocus(Qt.TabFocusReason)
            }
        }
        Field {
            visible: !page.view.byPin
            //: Label of the field for the code with which a device is handed over, typed a second time.
            label: qsTr("The code again")

            CodeInput {
                id: again
                width: parent.width
                //: Screen reader name of the field for the code typed a second time.
                name: qsTr("The code again")
                onAccepted: page.choose()
            }
        }
        SmallText {
            width: parent.width
            visible: !page.view.byPin
            //: Before a device is handed over: what happens if its owner forgets the code.
            text: qsTr("If you forget the code, the device opens without it a day later. Nothing of yours is lost, and what waits is sent meanwhile.")
        }
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        widthMax: Theme.measure + 2 * Theme.space4
        centred: true
        //: Leaves the page before a device is handed over: nothing is locked.
        secondary: qsTr("Back")
        //: Locks the device and shows the first question.
        primary: qsTr("Hand over")
        primaryEnabled: !page.view.isChecking
        onPrimaryAsked: page.choose()
        onSecondaryAsked: page.view.leaveChoosing()
    }
}
