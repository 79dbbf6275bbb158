pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Today

// Today's list: drafts to carry on with, the first task, the next ones, the rest behind chips.
ScrollPage {
    id: list

    required property TodayView view
    property bool marksCurrent: false             // a detail stands beside the list
    signal taskAsked(string taskId)
    signal wishAsked(string waiverId, string task, string detail, string why)

    spacing: Theme.space3

    // Above everything: nothing on this page matters more until it is read.
    Repeater {
        model: list.view.concerns

        ConcernCard {
            id: concern
            required property string recordId
            required property bool isMine
            width: list.column.width
            opensToRead: !concern.isMine
            onOpenAsked: list.view.recordAsked(concern.recordId)
        }
    }
    Column {
        width: parent.width
        topPadding: list.view.concernCount > 0 ? Theme.space2 : 0
        spacing: Theme.space1

        SmallText {
            width: parent.width
            visible: text.length > 0
            text: list.view.subline
        }
        PageTitle {
            width: parent.width
            text: list.view.headline
        }
    }
    Banner {
        width: parent.width
        visible: list.view.problem.length > 0
        text: list.view.problem
        tone: StatusLine.Urgent
        iconName: "alert"
    }
    StatusLine {
        width: parent.width
        visible: list.view.arriving.length > 0
        text: list.view.arriving
        iconName: "cloud"
        strong: false
    }
    GroupLabel {
        width: parent.width
        visible: list.view.draftCount > 0
        //: Heading on Today over records that were begun and not finished.
        text: qsTr("Begun, not finished")
    }
    ChoiceList {
        width: parent.width
        visible: list.view.draftCount > 0

        Repeater {
            model: list.view.drafts

            ListRow {
                id: draft
                required property int index
                required property string recordId
                required property string onRecord
                required detail
                required property string savedText
                width: parent.width
                iconName: "draft"
                divided: draft.index > 0
                statusText: draft.savedText
                statusIcon: "device"
                onClicked: draft.onRecord.length > 0 ? list.view.recordAsked(draft.onRecord) : list.view.resumeAsked(draft.recordId)
            }
        }
    }
    GroupLabel {
        width: parent.width
        topPadding: Theme.space2
        visible: list.view.waitingCount > 0 || list.view.desk.wishCount > 0
        //: Heading on Today over records that wait for this person: to reflect on, to acknowledge, to amend.
        text: qsTr("Waiting for you")
    }
    ChoiceList {
        width: parent.width
        visible: list.view.waitingCount > 0

        Repeater {
            model: list.view.waiting

            ListRow {
                id: waiting
                required property int index
                required property string recordId
                required detail
                required property string dueText
                required property int tone
                width: parent.width
                iconName: "hand"
                divided: waiting.index > 0
                statusText: waiting.dueText
                statusIcon: "clock"
                statusTone: waiting.tone
                onClicked: list.view.recordAsked(waiting.recordId)
            }
        }
    }
    ChoiceList {
        width: parent.width
        visible: list.view.desk.wishCount > 0

        Repeater {
            model: list.view.desk.wishes

            ListRow {
                id: wish
                required property int index
                required property string waiverId
                required detail
                required property string reason
                width: parent.width
                iconName: "question"
                divided: wish.index > 0
                onClicked: list.wishAsked(wish.waiverId, wish.title, wish.detail, wish.reason)
            }
        }
    }
    GroupLabel {
        width: parent.width
        topPadding: Theme.space2
        visible: (list.view.draftCount > 0 || list.view.waitingCount > 0 || list.view.desk.wishCount > 0) && list.view.hasTop
        //: Heading on Today over the tasks that come first, where drafts or waiting records stand above them.
        text: qsTr("First")
    }
    TaskHero {
        width: parent.width
        visible: list.view.hasTop
        task: list.view.top
        onStartAsked: list.view.start(list.view.top.taskId)
        onAboutAsked: list.taskAsked(list.view.top.taskId)
    }
    TaskRows {
        view: list.view
        marksCurrent: list.marksCurrent
        tasks: list.view.next
        saysWhy: true
        onTaskAsked: taskId => list.taskAsked(taskId)
        visible: list.view.nextCount > 0
    }
    TodayActions {
        width: parent.width
        visible: list.view.actionCount > 0 || list.view.managedCount > 0
        view: list.view
    }
    GroupLabel {
        width: parent.width
        topPadding: Theme.space2
        visible: list.view.soonCount > 0
        //: Heading on Today over tasks due in this period.
        text: qsTr("This period")
    }
    TaskRows {
        view: list.view
        marksCurrent: list.marksCurrent
        tasks: list.view.soon
        onTaskAsked: taskId => list.taskAsked(taskId)
        visible: list.view.soonCount > 0
    }
    QuietButton {
        anchors.left: parent.left
        visible: list.view.soonMore > 0
        leftPadding: 0
        //: Button under a long list of tasks on Today. %n is how many are not shown yet.
        text: qsTr("Show more (%n left)", "", list.view.soonMore)
        onClicked: list.view.showMore()
    }
    GroupLabel {
        width: parent.width
        topPadding: Theme.space2
        //: Heading on Today over chips: later, as required, no date set.
        text: qsTr("The rest")
        visible: chips.count > 0
    }
    Flow {
        width: parent.width
        spacing: Theme.space2
        visible: chips.count > 0

        Repeater {
            id: chips
            model: list.view.groups

            FilterChip {
                id: chip
                required property string groupId
                required property string title
                required count
                text: chip.title
                chosen: list.view.openGroup === chip.groupId
                onClicked: list.view.toggleGroup(chip.groupId)
            }
        }
    }
    TaskRows {
        view: list.view
        marksCurrent: list.marksCurrent
        tasks: list.view.group
        onTaskAsked: taskId => list.taskAsked(taskId)
        visible: list.view.openGroup.length > 0
    }
    QuietButton {
        anchors.left: parent.left
        visible: list.view.openGroup.length > 0 && list.view.groupMore > 0
        leftPadding: 0
        //: Button under a long list of tasks on Today. %n is how many are not shown yet.
        text: qsTr("Show more (%n left)", "", list.view.groupMore)
        onClicked: list.view.showMoreOfGroup()
    }
}
