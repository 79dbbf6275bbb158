import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Today

// The first task, whole: what, for whom, why first, how far, and the button that begins it.
Card {
    id: hero

    required property TaskCard task
    signal startAsked
    signal aboutAsked

    spacing: Theme.space3

    Column {
        width: parent.width
        spacing: Theme.space1

        Flow {
            width: parent.width
            spacing: Theme.space2
            layoutDirection: Qt.LeftToRight

            SmallText {
                readonly property bool fitsBeside: due.visible && implicitWidth + due.width + Theme.space2 <= parent.width
                width: fitsBeside ? parent.width - due.width - Theme.space2 : parent.width
                height: Math.max(implicitHeight, due.height)
                verticalAlignment: Text.AlignVCenter
                text: hero.task.service
            }
            Pill {
                id: due
                width: Math.min(implicitWidth, parent.width)
                visible: text.length > 0
                text: hero.task.dueText
                tone: hero.task.dueTone
            }
        }
        SectionTitle {
            width: parent.width
            text: hero.task.title
        }
        BodyText {
            width: parent.width
            visible: text.length > 0
            text: hero.task.whyFirst
            color: Theme.colors.inkMuted
        }
    }
    QuotaBar {
        width: parent.width
        visible: words.length > 0
        value: hero.task.progress
        words: hero.task.progressText
    }
    Item {
        width: parent.width
        height: Math.max(start.height, about.height)

        PrimaryButton {
            id: start
            anchors.left: parent.left
            anchors.right: about.left
            anchors.rightMargin: Theme.space3
            height: Math.max(implicitHeight, Theme.touchTarget + 4)
            horizontalPadding: Theme.space3
            text: hero.task.startText.length > 0 ? hero.task.startText : hero.task.isVisit ?
            //: Button on a visit that is a colleague's: opens what is known of the child.
            qsTr("See the child") :
            //: Button on a task that has no form: opens what the task asks.
            qsTr("See what it asks")
            onClicked: hero.task.startText.length > 0 ? hero.startAsked() : hero.aboutAsked()
        }
        IconButton {
            id: about
            anchors.right: parent.right
            width: Theme.touchTarget + 4
            height: start.height
            boxed: true
            iconName: "more"
            name: hero.task.isVisit ?
            //: Screen reader name of the button beside the one that begins a visit to a child.
            qsTr("About this child") :
            //: Screen reader name of the button beside Start on a task.
            qsTr("About this task")
            onClicked: hero.aboutAsked()
        }
    }
}
