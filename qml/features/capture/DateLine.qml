import QtQuick
import Sightline.Controls
import Sightline.Capture

// A day, a time of day, or both: the session joins what was typed into one answer.
AnswerField {
    id: field

    readonly property bool hasDay: field.line.kind !== "time"
    readonly property bool hasTime: field.line.kind !== "date"

    focusTarget: field.hasDay ? day.box : time.box
    Accessible.role: Accessible.Grouping
    Accessible.name: field.line.accessibleName
    Accessible.description: field.said

    DateField {
        id: day
        visible: field.hasDay
        width: parent.width
        name: field.line.accessibleName
        help: field.said
        iso: field.session.dayOf(field.line.answer)
        todayIso: field.session.today
        yesterdayIso: field.line.looksBack ? field.session.yesterday : ""   // nobody plans for it
        wrong: field.line.problem.length > 0
        onAsked: iso => field.session.setDay(field.line.key, iso)
    }
    TimeField {
        id: time
        visible: field.hasTime
        //: Screen reader name of the time box of a date and time. %1 is the question.
        name: field.hasDay ? qsTr("%1, time").arg(field.line.accessibleName) : field.line.accessibleName
        help: field.said
        time: field.session.timeOf(field.line.answer)
        wrong: field.line.problem.length > 0
        onAsked: text => field.session.setTime(field.line.key, text)
        onAskedNow: field.session.setNow(field.line.key)
    }
}
