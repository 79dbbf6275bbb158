pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls

// What is done while a device joins: which step it is at, in words, of how many.
Card {
    id: steps

    required property int step
    required property string words

    spacing: Theme.space3

    StrongText {
        width: parent.width
        text: steps.words
        Accessible.role: Accessible.AlertMessage
    }
    Column {
        width: parent.width
        spacing: Theme.space2

        Repeater {
            model: [
                //: One of three steps while a device joins.
                qsTr("A locked store on this device"),
                //: One of three steps while a device joins.
                qsTr("Your council's answer"),
                //: One of three steps while a device joins.
                qsTr("Open, with your work on its way")]

            StatusLine {
                id: line
                required property string modelData
                required property int index
                readonly property bool done: line.index < steps.step
                readonly property bool now: line.index === steps.step
                width: parent ? parent.width : 0
                text: line.modelData
                strong: line.now
                iconName: line.done ? "check" : line.now ? "forward" : "clock"
                tone: line.done ? StatusLine.Good : StatusLine.Plain
                Accessible.name: line.done ?
                //: Screen reader text of a step while a device joins. %1 is the step.
                qsTr("%1: done").arg(line.modelData) : line.now ?
                //: Screen reader text of a step while a device joins. %1 is the step.
                qsTr("%1: now").arg(line.modelData) :
                //: Screen reader text of a step while a device joins. %1 is the step.
                qsTr("%1: next").arg(line.modelData)
            }
        }
    }
}
