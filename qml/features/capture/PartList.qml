pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// The parts of a form, beside it on wide screens: where one is, what is complete, what needs looking at.
ScrollPage {
    id: parts

    required property FormSession session

    margin: Theme.space3
    spacing: Theme.space1

    Repeater {
        model: parts.session.pageTitles

        ListRow {
            id: part

            required property string modelData
            required property int index
            readonly property int problems: parts.session.pageProblems[part.index] ?? 0
            readonly property bool complete: parts.session.pageComplete[part.index] ?? false

            width: parts.column.width
            title: part.modelData
            opens: false
            current: part.index === parts.session.page
            //: Under a part of a form. %n is how many answers are missing or wrong.
            statusText: part.problems > 0 ? qsTr("%n to look at", "", part.problems) :
            //: Under a part of a form that needs nothing more.
            part.complete ? qsTr("Complete") : ""
            statusIcon: part.problems > 0 ? "alert" : "check"
            statusTone: part.problems > 0 ? StatusLine.Attention : StatusLine.Good
            onClicked: parts.session.goTo(part.index)
        }
    }
}
