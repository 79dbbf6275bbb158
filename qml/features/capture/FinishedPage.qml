import QtQuick
import Sightline.Theme
import Sightline.Controls

// Right after a record was finished: it is safe here, and what happens next.
FocusScope {
    id: page

    required property string title
    required property bool canUndo
    required property string syncWords
    property string problem                       // undoing came too late
    property bool raisedConcern: false            // an urgent one; the rest says how it stands with it
    property string concernState
    property string concernPlace
    property string concernPhone
    property string concernPhoneText
    property bool concernIsRead: false
    signal doneAsked
    signal undoAsked

    Flickable {
        id: scroll
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        contentHeight: column.y + column.height + Theme.space5
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: column
            x: (scroll.width - column.width) / 2
            y: Math.max(Theme.space5, (scroll.height - column.height) / 2)
            width: Math.min(scroll.width - 2 * Theme.space5, 440)
            spacing: Theme.space4

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: !page.raisedConcern
                width: 96
                height: 96
                radius: 48
                color: Theme.colors.goodSoft

                Icon {
                    anchors.centerIn: parent
                    width: 48
                    height: 48
                    name: "check"
                    color: Theme.colors.good
                }
            }
            PageTitle {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                //: After a record was finished: it is durable on this device.
                text: qsTr("Saved on this device")
                Accessible.role: Accessible.AlertMessage
            }
            // What to do about an urgent concern comes before all else: the number must be seen without scrolling, in large text too.
            Column {
                width: parent.width
                visible: page.raisedConcern
                spacing: Theme.space2

                StatusLine {
                    width: parent.width
                    //: After a record was finished that raises an urgent concern. %1 says whether it was read, and by whom.
                    text: qsTr("Urgent concern: %1").arg(page.concernState)
                    iconName: page.concernIsRead ? "check" : "alert"
                    tone: page.concernIsRead ? StatusLine.Good : StatusLine.Urgent
                    Accessible.role: Accessible.AlertMessage
                }
                PageTitle {
                    width: parent.width
                    visible: text.length > 0
                    text: page.concernPhone
                }
                BodyText {
                    width: parent.width
                    visible: text.length > 0
                    text: page.concernPhoneText
                }
                BodyText {
                    width: parent.width
                    visible: text.length > 0
                    text: page.concernPlace
                }
            }
            BodyText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                color: Theme.colors.inkMuted
                //: After a record was finished, for ten seconds. %1 is the form's title.
                text: page.canUndo ? qsTr("%1 is finished. It is sent when you press Done, or by itself in ten seconds. Until then you can undo it.").arg(page.title) :
                //: After a record was finished. %1 is the form's title, %2 the state of sending.
                qsTr("%1 is finished and locked. %2").arg(page.title).arg(page.syncWords)
            }
            Banner {
                width: parent.width
                visible: page.problem.length > 0
                iconName: "info"
                text: page.problem
            }
            QuietButton {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: page.canUndo
                iconName: "undo"
                //: After a record was finished, for ten seconds: opens it again as a draft.
                text: qsTr("Undo")
                onClicked: page.undoAsked()
                onVisibleChanged: {
                    if (!visible && page.visible)
                        foot.forceActiveFocus(Qt.OtherFocusReason);   // nobody is left standing on a button that is gone
                }
            }
        }
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        widthMax: Math.min(width, 480)
        //: Button after a record was finished: back to where one was.
        primary: qsTr("Done")
        onPrimaryAsked: page.doneAsked()
    }
}
