pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// What happened that asks for something, by activity: how many, done, open, left out. One more is entered by one tap, many by a table.
Column {
    id: part

    required property EventsView view

    spacing: Theme.space4
    onVisibleChanged: {
        if (part.visible)
            part.view.shown();
    }

    BodyText {
        width: parent.width
        //: Over the board of what happened.
        text: qsTr("Each thing that happens asks for one piece of work. Enter it when it does: a placement made, a referral received, a plan stepped down.")
    }
    StatusLine {
        width: parent.width
        visible: text.length > 0
        text: part.view.span
        iconName: "calendar"
        strong: false
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: part.view.said
        tone: part.view.isRefused ? StatusLine.Urgent : StatusLine.Good
        iconName: part.view.isRefused ? "alert" : "check"
        action: part.view.canTakeBack ?
        //: Button under words that something was entered: it did not happen after all.
        qsTr("Take it back") : ""
        onAsked: part.view.takeBack()
        Accessible.role: Accessible.AlertMessage
        Accessible.name: part.view.said
    }
    Repeater {
        model: part.view.problems

        Banner {
            required property string place
            required property string problem
            width: part.width
            title: place
            text: problem
            tone: StatusLine.Attention
            iconName: "alert"
        }
    }
    Repeater {
        model: part.view.lines

        EventCard {
            width: part.width
            busy: part.view.isBusy
            onNoteAsked: key => part.view.note(key)
        }
    }
    DropArea {
        id: drop
        width: parent.width
        height: table.height
        keys: ["text/uri-list"]
        onDropped: event => {
            if (event.urls.length > 0)
                part.view.takeIn(event.urls[0]);
        }

        Card {
            id: table
            width: parent.width
            spacing: Theme.space3
            border.color: drop.containsDrag ? Theme.colors.accent : Theme.colors.line
            border.width: drop.containsDrag ? 2 : Theme.hairline

            CardTitle {
                width: parent.width
                //: Heading of taking in a table of things that happened.
                text: qsTr("Many at once, from a table")
            }
            SmallText {
                width: parent.width
                //: Under the heading of a table of things that happened. The words in the middle are columns, as they are to be written.
                text: qsTr("A table as a spreadsheet writes it (CSV UTF-8), with the columns activity, date and reference, and where you have them due, next meeting and title. By its reference each is counted once, however often the table comes. Open it, or drop it here.")
            }
            SecondaryButton {
                width: Math.min(implicitWidth, parent.width)
                enabled: !part.view.isBusy
                //: Button that opens a table of things that happened.
                text: qsTr("Open a table")
                onClicked: picker.open()
            }
        }
    }
    FileDialog {
        id: picker
        //: Title of the window that chooses a table of things that happened.
        title: qsTr("Choose a table")
        //: Kinds of file in the window that chooses a table. Keep the part in brackets.
        nameFilters: [qsTr("Tables (*.csv *.CSV *.txt)")]
        onAccepted: part.view.takeIn(picker.selectedFile)
    }
}
