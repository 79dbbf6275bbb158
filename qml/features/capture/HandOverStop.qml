import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Somebody who was asked wants to stop: theirs to say what becomes of what they said.
FocusScope {
    id: page

    required property HandOverView view
    signal carryOnAsked

    onVisibleChanged: {
        if (page.visible)
            keep.forceActiveFocus(Qt.TabFocusReason);
    }

    ScrollPage {
        anchors.fill: parent
        centred: true

        Item {
            width: 1
            height: Theme.space6
        }
        PageTitle {
            width: parent.width
            //: Title of the page on which somebody who is asked stops.
            text: qsTr("You can stop now")
            Accessible.role: Accessible.AlertMessage
        }
        BodyText {
            width: parent.width
            //: On the page on which somebody who is asked stops.
            text: qsTr("It is all right to stop. What should happen to what you said?")
        }
        Banner {
            width: parent.width
            visible: text.length > 0
            iconName: "alert"
            tone: StatusLine.Urgent
            text: page.view.problem
        }
        SecondaryButton {
            id: keep
            width: parent.width
            height: Math.max(implicitHeight, 64)
            enabled: !page.view.isChecking
            iconName: "check"
            //: Ends the questions; the answers so far are kept.
            text: qsTr("Keep what I said")
            onClicked: page.view.stop(true)
        }
        SecondaryButton {
            width: parent.width
            height: Math.max(implicitHeight, 64)
            enabled: !page.view.isChecking
            iconName: "remove"
            //: Ends the questions; the answers so far are thrown away.
            text: qsTr("Take back what I said")
            onClicked: page.view.stop(false)
        }
        QuietButton {
            width: parent.width
            height: Math.max(implicitHeight, 64)
            enabled: !page.view.isChecking
            iconName: "back"
            iconFlips: mirrored
            //: Goes back to the question.
            text: qsTr("Go on with the questions")
            onClicked: page.carryOnAsked()
        }
    }
}
