import QtQuick
import Sightline.Theme
import Sightline.Controls

// Over whichever page is shown: what was pressed there could not be done, and why. It stays until it is closed.
Item {
    id: notice

    required property string text
    signal closeAsked

    implicitHeight: banner.implicitHeight + 2 * Theme.space3
    Accessible.role: Accessible.AlertMessage
    Accessible.name: notice.text

    Banner {
        id: banner
        x: Theme.space4
        y: Theme.space3
        width: notice.width - 2 * Theme.space4
        text: notice.text
        tone: StatusLine.Urgent
        iconName: "alert"
        //: Button under a message that something could not be done: takes the message away.
        action: qsTr("Close")
        onAsked: notice.closeAsked()
    }
}
