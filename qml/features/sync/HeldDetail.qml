pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Sync

// Something the hub keeps and has not applied: why, whom to ask, and what this person may decide about it.
ScrollPage {
    id: detail

    required property SyncView view
    property bool showsButton: false              // the button is here rather than at the foot of the screen
    property bool leavingOut: false
    signal recordAsked(string recordId)

    readonly property HeldSheet held: detail.view.opened
    readonly property string noticeId: detail.held.noticeId
    // A reason belongs to the work it was written for, and is kept as it is typed.
    onNoticeIdChanged: detail.endLeavingOut()

    function beginLeavingOut() {
        detail.view.beginReason();
        reason.text = detail.view.reason;
        detail.leavingOut = true;
        reason.forceActiveFocus();
    }
    function endLeavingOut() {
        const was = detail.leavingOut;
        detail.leavingOut = false;
        if (was)
            detail.view.endReason();
    }

    spacing: Theme.space5

    Column {
        width: parent.width
        spacing: Theme.space1

        PageTitle {
            width: parent.width
            text: detail.held.title
        }
        BodyText {
            width: parent.width
            visible: text.length > 0
            text: detail.held.subline
            color: Theme.colors.inkMuted
        }
    }
    Banner {
        width: parent.width
        visible: detail.held.isOpen
        iconName: detail.held.isConflict ? "conflict" : "hand"
        tone: StatusLine.Attention
        title: detail.held.reason
        text: detail.held.ask
    }
    Banner {
        width: parent.width
        visible: !detail.held.isOpen
        iconName: "check"
        tone: StatusLine.Good
        text: detail.held.settledText
    }
    Banner {
        width: parent.width
        visible: detail.view.said.length > 0 && detail.view.saidIsProblem
        iconName: "alert"
        tone: StatusLine.Urgent
        text: detail.view.said
    }
    Column {
        width: parent.width
        spacing: Theme.space1
        visible: detail.held.questions.length > 0

        GroupLabel {
            width: parent.width
            //: On held work: heading over the questions whose answers the form does not take.
            text: qsTr("The questions concerned")
        }
        Repeater {
            model: detail.held.questions

            BodyText {
                required property string modelData
                width: detail.column.width
                text: modelData
            }
        }
    }
    Repeater {
        model: detail.held.texts

        Column {
            id: pair
            required property string field
            required property string question
            required property string mineWho
            required property string mine
            required property string theirsWho
            required property string theirs
            required property string kept

            width: detail.column.width
            spacing: Theme.space3

            CardTitle {
                width: parent.width
                text: pair.question
            }
            TextChoice {
                width: parent.width
                enabled: detail.held.isOpen
                who: pair.mineWho
                words: pair.mine
                chosen: pair.kept === "mine"
                onAsked: detail.held.keep(pair.field, "mine")
            }
            TextChoice {
                width: parent.width
                enabled: detail.held.isOpen
                who: pair.theirsWho
                words: pair.theirs
                chosen: pair.kept === "theirs"
                onAsked: detail.held.keep(pair.field, "theirs")
            }
        }
    }
    SmallText {
        width: parent.width
        visible: detail.held.isConflict && detail.held.isOpen
        //: Under the two texts of a conflict.
        text: qsTr("The text you do not choose is not deleted: the hub keeps both. You can choose without signal.")
    }
    PrimaryButton {
        anchors.left: parent.left
        visible: detail.showsButton && detail.held.isConflict && detail.held.isOpen
        enabled: detail.held.isChosen
        //: Button under the two texts of a conflict, after one was chosen.
        text: qsTr("Keep this text")
        onClicked: detail.view.settle()
    }
    Column {
        width: parent.width
        spacing: Theme.space3
        visible: detail.held.isOpen && !detail.leavingOut

        SecondaryButton {
            anchors.left: parent.left
            //: Button on held work: opens the record it belongs to.
            text: qsTr("Open the record")
            onClicked: detail.recordAsked(detail.held.recordId)
        }
        SecondaryButton {
            anchors.left: parent.left
            visible: detail.held.canApply
            //: Button on held work, for whoever leads the team: the hub is to apply it after all.
            text: qsTr("Apply it after all")
            onClicked: detail.view.applyAsked(detail.held.noticeId)
        }
        QuietButton {
            anchors.left: parent.left
            visible: detail.held.canLeaveOut
            leftPadding: 0
            //: Button on held work: asks for a reason and leaves it unapplied for good.
            text: qsTr("Leave it out…")
            onClicked: detail.beginLeavingOut()
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space3
        visible: detail.held.isOpen && detail.leavingOut

        Field {
            width: parent.width
            //: Question when held work is left out.
            label: qsTr("Why is it left out?")
            //: Help under the question why held work is left out.
            help: qsTr("It stays in the hub's log with your reason. The record stays as it is.")

            LongInput {
                id: reason
                width: parent.width
                linesMin: 2
                readOnly: detail.view.isLeavingOut
                //: Screen reader name of the field for the reason.
                name: qsTr("Why is it left out?")
                onTextChanged: {
                    if (detail.leavingOut)
                        detail.view.typeReason(reason.text);
                }
            }
        }
        Banner {
            id: trouble
            width: parent.width
            visible: trouble.text.length > 0
            iconName: "alert"
            tone: StatusLine.Attention
            text: detail.view.reasonTrouble
            Accessible.role: Accessible.AlertMessage
            Accessible.name: trouble.text
        }
        PrimaryButton {
            anchors.left: parent.left
            enabled: reason.text.trim().length > 0
            //: Button under the reason why held work is left out.
            text: qsTr("Leave it out")
            onClicked: detail.view.leaveOut()
        }
        QuietButton {
            anchors.left: parent.left
            leftPadding: 0
            //: Button beside "Leave it out": goes back without doing anything.
            text: qsTr("Do not leave it out")
            onClicked: {
                reason.clear();                   // given up
                detail.endLeavingOut();
            }
        }
    }
    Connections {
        target: detail.view
        enabled: detail.leavingOut
        function onReasonChanged() {
            if (reason.text === detail.view.reason)
                return;
            reason.text = detail.view.reason;
            reason.cursorPosition = reason.length;
        }
        function onLeftOut() {
            detail.endLeavingOut();
        }
    }
}
