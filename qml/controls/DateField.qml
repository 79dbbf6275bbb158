import QtQuick
import Sightline.Theme
import Sightline.Controls

// A day, typed as three numbers (quicker and surer than a wheel for someone who knows the date), with two shortcuts.
Column {
    id: field

    required property string name
    property string help                          // what a screen reader says after the name of each box
    required property string iso                  // "2026-11-23" or empty
    property string todayIso
    property string yesterdayIso
    property bool wrong: false
    signal asked(string iso)

    readonly property alias box: day              // what takes the focus first

    function readBoxes() {
        entry.type(day.text, month.text, year.text);
    }

    spacing: Theme.space2

    DateEntry {
        id: entry
        iso: field.iso
        onTyped: iso => field.asked(iso)
    }
    Flow {
        width: parent.width
        spacing: Theme.space2

        Column {
            spacing: 2
            //: Above the box for the day of the month.
            SmallText {
                text: qsTr("Day")
                Accessible.ignored: true
            }
            LineInput {
                id: day
                width: Theme.type.px(64)
                //: Screen reader name of the day box of a date. %1 is the question.
                name: qsTr("%1, day").arg(field.name)
                help: field.help
                text: entry.day
                goesOn: true
                maximumLength: 2
                wrong: field.wrong || entry.isWrong
                inputMethodHints: Qt.ImhDigitsOnly
                onTextEdited: field.readBoxes()
            }
        }
        Column {
            spacing: 2
            //: Above the box for the month, as a number.
            SmallText {
                text: qsTr("Month")
                Accessible.ignored: true
            }
            LineInput {
                id: month
                width: Theme.type.px(64)
                //: Screen reader name of the month box of a date. %1 is the question.
                name: qsTr("%1, month").arg(field.name)
                help: field.help
                text: entry.month
                goesOn: true
                maximumLength: 2
                wrong: field.wrong || entry.isWrong
                inputMethodHints: Qt.ImhDigitsOnly
                onTextEdited: field.readBoxes()
            }
        }
        Column {
            spacing: 2
            //: Above the box for the year.
            SmallText {
                text: qsTr("Year")
                Accessible.ignored: true
            }
            LineInput {
                id: year
                width: Theme.type.px(92)
                //: Screen reader name of the year box of a date. %1 is the question.
                name: qsTr("%1, year").arg(field.name)
                help: field.help
                text: entry.year
                goesOn: true
                maximumLength: 4
                wrong: field.wrong || entry.isWrong
                inputMethodHints: Qt.ImhDigitsOnly
                onTextEdited: field.readBoxes()
            }
        }
    }
    SmallText {
        width: parent.width
        visible: text.length > 0
        //: Under a date whose three numbers are no day, for example 31 February.
        text: entry.isWrong ? qsTr("There is no such day. Check the three numbers.") : entry.words
        color: entry.isWrong ? Theme.colors.urgent : Theme.colors.inkMuted
    }
    Flow {
        width: parent.width
        spacing: Theme.space2

        FilterChip {
            visible: field.todayIso.length > 0
            //: Shortcut that fills in today's date.
            text: qsTr("Today")
            chosen: field.iso === field.todayIso
            onClicked: field.asked(field.todayIso)
        }
        FilterChip {
            visible: field.yesterdayIso.length > 0
            //: Shortcut that fills in yesterday's date.
            text: qsTr("Yesterday")
            chosen: field.iso === field.yesterdayIso
            onClicked: field.asked(field.yesterdayIso)
        }
    }
}
