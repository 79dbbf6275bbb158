import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// My tasks in the calendar I use anyway: as a file now, or under an address that keeps itself up to date.
Column {
    id: part

    required property CalendarView view
    property bool withTodos: false

    spacing: Theme.space5

    onVisibleChanged: if (part.visible)
        part.view.shown()

    BodyText {
        width: parent.width
        //: At the top of My own calendar, in More.
        text: qsTr("Your tasks with a date, from three months back to a year ahead. In it are the framework's words and the name of the service: no child, no colleague, and nothing anybody wrote.")
    }
    ChoiceList {
        width: parent.width

        SwitchRow {
            width: parent.width
            //: Switch in My own calendar.
            label: qsTr("With to-dos")
            //: Under the switch for to-dos.
            detail: qsTr("For programs that keep a list of them beside the days.")
            on: part.withTodos
            onAsked: part.withTodos = !part.withTodos
        }
    }
    Field {
        //: Heading in My own calendar: a file to take in by hand.
        label: qsTr("Once, as a file")
        //: Under the heading of the calendar file.
        help: qsTr("Works without a signal. It does not change by itself: save it again when you want it up to date.")
        SecondaryButton {
            width: parent.width
            //: Button in My own calendar: writes a file.
            text: qsTr("Put my tasks in my own calendar")
            enabled: !part.view.isBusy
            onClicked: part.view.fileAsked(part.withTodos)
        }
        StatusLine {
            id: fileWords
            width: parent.width
            visible: text.length > 0
            text: part.view.fileWords
            iconName: "info"
        }
    }
    Field {
        visible: part.view.offersAddress
        //: Heading in My own calendar: an address that a calendar program asks by itself.
        label: qsTr("Always up to date, by a private address")
        //: Under the heading of the calendar address.
        help: qsTr("Your calendar program asks the hub by itself, every few hours. Whoever has the address can see your tasks, so keep it to yourself.")

        StatusLine {
            width: parent.width
            visible: text.length > 0
            text: part.view.addressWords
            iconName: "info"
        }
        Card {
            width: parent.width
            visible: part.view.address.length > 0
            spacing: Theme.space3

            BodyText {
                width: parent.width
                text: part.view.address.length > 0 ? part.view.addressFor(part.withTodos) : ""
                wrapMode: Text.WrapAnywhere
            }
            SecondaryButton {
                width: parent.width
                //: Button under a private address.
                text: qsTr("Copy the address")
                onClicked: part.view.copyAddress(part.withTodos)
            }
        }
        SecondaryButton {
            width: parent.width
            text: part.view.hasAddress ?
            //: Button in My own calendar, where there is an address: makes another, and the one there is ends.
            qsTr("Make a new address; the old one ends") :
            //: Button in My own calendar, where there is no address yet.
            qsTr("Make my private address")
            enabled: !part.view.isBusy
            onClicked: part.view.addressAsked()
        }
        QuietButton {
            visible: part.view.hasAddress
            leftPadding: 0
            iconName: "close"
            //: Button in My own calendar: the address ends at once.
            text: qsTr("End my address")
            enabled: !part.view.isBusy
            onClicked: part.view.withdrawAsked()
        }
    }
}
