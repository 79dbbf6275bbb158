pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme

// Who has done their part and who is next. Steps stand side by side where there is room, else one under another.
Item {
    id: track

    required property var steps // list of { title, detail, state: "done" | "now" | "later" }, as a view-model gives it
    readonly property bool flipped: track.LayoutMirroring.enabled
    readonly property bool upright: track.width < track.steps.length * 86 * Theme.textFactor

    implicitWidth: 320
    implicitHeight: flow.implicitHeight

    Flow {
        id: flow
        width: parent.width
        spacing: 0

        Repeater {
            model: track.steps

            Item {
                id: step

                required property var modelData // one of steps
                required property int index
                readonly property bool done: step.modelData.state === "done"
                readonly property bool now: step.modelData.state === "now"
                readonly property string standing: step.done ?
                    //: State of one step of a record's way: done.
                    qsTr("Done") : step.now ?
                    //: State of one step of a record's way: this one is next.
                    qsTr("Now") :
                    //: State of one step of a record's way: not yet.
                    qsTr("Later")
                readonly property bool last: step.index === track.steps.length - 1

                width: track.upright ? track.width : track.width / track.steps.length
                height: !track.upright ? words.y + words.implicitHeight
                      : step.last ? Math.max(mark.height, words.y + words.implicitHeight) : Math.max(Theme.touchTarget, words.implicitHeight + Theme.space3)

                Accessible.role: Accessible.StaticText
                //: Screen reader text of one step of a record's way. %1 is the step, %2 who and when, %3 done, now or later.
                Accessible.name: qsTr("%1. %2. %3").arg(step.modelData.title).arg(step.modelData.detail)
                    .arg(step.standing)

                Rectangle {
                    visible: !step.last
                    x: track.upright ? mark.x + mark.width / 2 - 1 : track.flipped ? 6 : mark.width + 6
                    y: track.upright ? mark.height + 4 : mark.height / 2 - 1
                    width: track.upright ? 2 : parent.width - mark.width - 12
                    height: track.upright ? parent.height - mark.height - 8 : 2
                    color: step.done ? Theme.colors.accent : Theme.colors.line
                }
                Rectangle {
                    id: mark
                    x: track.flipped ? parent.width - width : 0
                    width: 26
                    height: 26
                    radius: 13
                    color: step.done ? Theme.colors.accent : "transparent"
                    border.width: step.done ? 0 : Theme.edge
                    border.color: step.now ? Theme.colors.accent : Theme.colors.outline

                    Icon {
                        anchors.centerIn: parent
                        visible: step.done
                        width: 16
                        height: 16
                        name: "check"
                        color: Theme.colors.accentInk
                    }
                    Rectangle {
                        anchors.centerIn: parent
                        visible: step.now
                        width: 10
                        height: 10
                        radius: 5
                        color: Theme.colors.accent
                    }
                }
                Column {
                    id: words
                    x: track.flipped || !track.upright ? 0 : mark.width + Theme.space3
                    y: track.upright ? 2 : mark.height + Theme.space2
                    width: parent.width - Theme.space2 - (track.upright ? mark.width + Theme.space3 : 0)

                    Text {
                        width: parent.width
                        text: step.modelData.title
                        color: step.done || step.now ? Theme.colors.ink : Theme.colors.inkMuted
                        font: Theme.type.smallStrong
                        wrapMode: Text.Wrap
                        textFormat: Text.PlainText
                        horizontalAlignment: Text.AlignLeft
                    }
                    Text {
                        width: parent.width
                        visible: text.length > 0
                        text: step.modelData.detail
                        color: Theme.colors.inkMuted
                        font: Theme.type.small
                        wrapMode: Text.Wrap
                        textFormat: Text.PlainText
                        horizontalAlignment: Text.AlignLeft
                    }
                }
            }
        }
    }
}
