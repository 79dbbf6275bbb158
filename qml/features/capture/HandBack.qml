import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// The owner's code, and what to do where it was forgotten.
FocusScope {
    id: page

    required property HandOverView view
    signal passed

    onVisibleChanged: {
        code.text = "";
        if (page.visible) {
            page.view.forgetProblem();
            if (page.view.byPin)
                foot.takeKeyboard();
            else
                code.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    function give() {
        if (page.view.byPin) {
            page.view.lockForOwner();
            return;
        }
        page.view.giveBack(code.text);
        code.text = "";
    }

    ScrollPage {
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        centred: true

        Item {
            width: 1
            height: Theme.space5
        }
        PageTitle {
            width: parent.width
            //: Title of the page that asks a device's owner for their code.
            text: qsTr("Give the device back")
        }
        BodyText {
            width: parent.width
            visible: page.view.phase === HandOverView.Asking
            text: page.view.byPin ?
            //: On the page that gives a device back by its owner's PIN, before the other person has finished.
            qsTr("The device locks, and the questions end here. What was said so far is kept. Its owner opens it with their PIN.") :
            //: On the page that asks a device's owner for their code, before the other person has finished.
            qsTr("With the code, the questions end here. What was said so far is kept.")
        }
        BodyText {
            width: parent.width
            visible: page.view.byPin && page.view.phase !== HandOverView.Asking
            //: On the page that gives a device back by its owner's PIN.
            text: qsTr("The device locks. Its owner opens it with their PIN.")
        }
        Field {
            visible: !page.view.byPin
            //: Label of the field for a device owner's code.
            label: qsTr("The owner’s code")
            error: page.view.problem

            CodeInput {
                id: code
                width: parent.width
                //: Screen reader name of the field for a device owner's code.
                name: qsTr("The owner’s code")
                help: page.view.problem
                wrong: page.view.problem.length > 0
                onAccepted: page.give()
            }
        }
        SmallText {
            width: parent.width
            visible: text.length > 0
            text: page.view.forgottenText
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: page.view.canBeForgotten
            enabled: !page.view.isChecking
            //: A day after a device was handed over: opens it without the code.
            text: qsTr("Open without the code")
            onClicked: page.view.giveBackForgotten()
        }
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        widthMax: Theme.measure + 2 * Theme.space4
        centred: true
        //: Leaves the page that asks a device's owner for their code.
        secondary: qsTr("Back")
        primary: page.view.byPin ?
        //: Locks the device, so that its owner opens it with their PIN.
        qsTr("Lock for its owner") :
        //: Opens the device for its owner.
        qsTr("Open")
        primaryEnabled: !page.view.isChecking
        onPrimaryAsked: page.give()
        onSecondaryAsked: page.passed()
    }
}
