import QtQuick
import Sightline.Theme
import Sightline.Controls

// In place of the app where the records on this device cannot be opened: why, whether they are safe, and what to do.
FocusScope {
    id: page

    required property string title
    required property string text
    signal closeAsked

    onVisibleChanged: {
        if (page.visible)
            shut.forceActiveFocus(Qt.TabFocusReason);
    }
    Keys.onEscapePressed: page.closeAsked()

    ScrollPage {
        anchors.fill: parent
        centred: true

        Item {
            width: 1
            height: Theme.space6
        }
        Icon {
            width: 40
            height: 40
            name: "alert"
            color: Theme.colors.urgent
        }
        PageTitle {
            width: parent.width
            text: page.title
            Accessible.role: Accessible.AlertMessage
        }
        BodyText {
            width: parent.width
            text: page.text
        }
        Item {
            width: 1
            height: Theme.space2
        }
        PrimaryButton {
            id: shut
            //: Button on the page that says why the records cannot be opened: closes the app.
            text: qsTr("Close")
            Accessible.description: page.text
            onClicked: page.closeAsked()
        }
    }
}
