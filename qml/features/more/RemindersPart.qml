import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// When the system may show that something is due. What it shows are numbers: others may see it.
Column {
    id: part

    required property Preferences preferences

    spacing: Theme.space5

    ChoiceList {
        width: parent.width

        SwitchRow {
            width: parent.width
            //: Switch in the reminders.
            label: qsTr("Remind me of what is due")
            //: Under the switch of the reminders.
            detail: qsTr("At most once a day, and only while Sightline is open. It says how many things are due: never what, and never anybody's name.")
            on: part.preferences.reminds
            onAsked: part.preferences.reminds = !part.preferences.reminds
        }
        SwitchRow {
            width: parent.width
            visible: part.preferences.reminds
            height: visible ? implicitHeight : 0
            divided: true
            //: Switch in the reminders: an urgent concern is told of also in the quiet hours.
            label: qsTr("Urgent concerns at any hour")
            //: Under the switch for urgent concerns.
            detail: qsTr("One that is yours to read is told once, at once, also in quiet hours.")
            on: part.preferences.urgentAtAnyHour
            onAsked: part.preferences.urgentAtAnyHour = !part.preferences.urgentAtAnyHour
        }
    }
    Field {
        visible: part.preferences.reminds
        //: Heading in the reminders: how long before its day something is told.
        label: qsTr("How early")
        ChoiceList {
            width: parent.width

            ChoiceRow {
                width: parent.width
                //: Choice in the reminders: told on the day something is due, not before.
                label: qsTr("On the day")
                chosen: part.preferences.remindDaysBefore === 0
                onAsked: part.preferences.remindDaysBefore = 0
            }
            ChoiceRow {
                width: parent.width
                divided: true
                //: Choice in the reminders: told one working day before, and on the day.
                label: qsTr("One working day before")
                chosen: part.preferences.remindDaysBefore === 1
                onAsked: part.preferences.remindDaysBefore = 1
            }
            ChoiceRow {
                width: parent.width
                divided: true
                //: Choice in the reminders: told two working days before, and on the day.
                label: qsTr("Two working days before")
                chosen: part.preferences.remindDaysBefore === 2
                onAsked: part.preferences.remindDaysBefore = 2
            }
            ChoiceRow {
                width: parent.width
                divided: true
                //: Choice in the reminders: told five working days before, and on the day.
                label: qsTr("A week before")
                chosen: part.preferences.remindDaysBefore === 5
                onAsked: part.preferences.remindDaysBefore = 5
            }
        }
    }
    Field {
        visible: part.preferences.reminds
        //: Heading in the reminders: between which hours nothing is shown.
        label: qsTr("Quiet hours")
        //: Under the heading of the quiet hours.
        help: qsTr("Nothing is shown in them; it is shown when they are over. The same time twice: no quiet hours.")
        error: from.wrong || to.wrong ?
        //: Under the quiet hours, where what was typed is no time of day.
        qsTr("Type a time of day, for example 18:30.") : ""

        Flow {
            width: parent.width
            spacing: Theme.space4

            Column {
                spacing: Theme.space1
                SmallText {
                    width: from.width
                    //: Label of a time: from then on it is quiet.
                    text: qsTr("From")
                }
                TimeField {
                    id: from
                    //: Screen reader name of a time in the reminders.
                    name: qsTr("Quiet from")
                    help: ""
                    offersNow: false
                    time: part.preferences.quietFrom
                    onAsked: text => from.wrong = !part.preferences.takeQuietFrom(text)
                }
            }
            Column {
                spacing: Theme.space1
                SmallText {
                    width: to.width
                    //: Label of a time: until then it is quiet.
                    text: qsTr("Until")
                }
                TimeField {
                    id: to
                    //: Screen reader name of a time in the reminders.
                    name: qsTr("Quiet until")
                    help: ""
                    offersNow: false
                    time: part.preferences.quietTo
                    onAsked: text => to.wrong = !part.preferences.takeQuietTo(text)
                }
            }
        }
    }
    ChoiceList {
        width: parent.width
        visible: part.preferences.reminds

        SwitchRow {
            width: parent.width
            //: Switch in the reminders.
            label: qsTr("Quiet at weekends and on bank holidays")
            on: part.preferences.quietOnFreeDays
            onAsked: part.preferences.quietOnFreeDays = !part.preferences.quietOnFreeDays
        }
    }
}
