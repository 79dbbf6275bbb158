import QtQuick
import Sightline.Theme
import Sightline.Controls

// The end for somebody the device was handed to: thanks, and nothing of what they said.
FocusScope {
    id: page

    signal giveBackAsked

    onVisibleChanged: {
        if (page.visible)
            give.forceActiveFocus(Qt.TabFocusReason);
    }

    ScrollPage {
        anchors.fill: parent
        centred: true

        Item {
            width: 1
            height: Theme.space7
        }
        PageTitle {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            //: The last page for somebody the device was handed to.
            text: qsTr("Thank you")
            Accessible.role: Accessible.AlertMessage
        }
        BodyText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            //: The last page for somebody the device was handed to.
            text: qsTr("You are done. You can give the device back now.")
        }
        Item {
            width: 1
            height: Theme.space3
        }
        SecondaryButton {
            id: give
            width: Math.min(implicitWidth, parent.width)
            anchors.horizontalCenter: parent.horizontalCenter
            iconName: "lock"
            //: On the last page for somebody the device was handed to: its owner types their code next.
            text: qsTr("I am the owner of this device")
            onClicked: page.giveBackAsked()
        }
    }
}
