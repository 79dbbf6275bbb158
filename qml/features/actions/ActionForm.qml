pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import Sightline.Theme
import Sightline.Controls
import Sightline.Actions

// How the action is now. The questions are the form's own; which of them are asked depends on where the action is.
Column {
    id: form

    required property ActionsView view

    spacing: Theme.space5

    // The first place where something is missing takes the focus.
    function showProblem() {
        if (form.view.stateProblem.length > 0 && rows.count > 0)
            rows.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
        else if (form.view.impactProblem.length > 0)
            impact.forceActiveFocus(Qt.TabFocusReason);
        else if (form.view.reasonProblem.length > 0)
            reason.forceActiveFocus(Qt.TabFocusReason);
        else if (form.view.evidenceProblem.length > 0)
            evidence.forceActiveFocus(Qt.TabFocusReason);
    }

    Field {
        width: parent.width
        label: form.view.stateQuestion
        error: form.view.stateProblem
        Accessible.role: Accessible.Grouping
        Accessible.name: form.view.stateQuestion

        ChoiceList {
            width: parent.width

            Repeater {
                id: rows
                model: form.view.states

                ChoiceRow {
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    label: modelData
                    chosen: form.view.chosen === index
                    divided: index > 0
                    onAsked: form.view.choose(index)
                }
            }
        }
    }
    Field {
        width: parent.width
        visible: form.view.asksReason
        //: Label of the reason why a closed action is open again.
        label: qsTr("Why is it open again?")
        error: form.view.reasonProblem

        LongInput {
            id: reason
            width: parent.width
            linesMin: 2
            //: Screen reader name of the reason why a closed action is open again.
            name: qsTr("Why is it open again?")
            wrong: form.view.reasonProblem.length > 0
            onTextChanged: if (reason.activeFocus)
                form.view.reason = reason.text
        }
    }
    Field {
        width: parent.width
        visible: form.view.asksImpact && form.view.impactQuestion.length > 0
        label: form.view.impactQuestion
        //: Under the question what is different now that an action is closed.
        help: qsTr("For the child, the family or the people you work with. An action is closed with this.")
        error: form.view.impactProblem

        LongInput {
            id: impact
            width: parent.width
            linesMin: 3
            name: form.view.impactQuestion
            wrong: form.view.impactProblem.length > 0
            onTextChanged: if (impact.activeFocus)
                form.view.impact = impact.text
        }
    }
    Field {
        width: parent.width
        visible: form.view.evidenceQuestion.length > 0
        label: form.view.evidenceQuestion
        error: form.view.evidenceProblem
        optional: true

        LongInput {
            id: evidence
            width: parent.width
            linesMin: 2
            name: form.view.evidenceQuestion
            wrong: form.view.evidenceProblem.length > 0
            onTextChanged: if (evidence.activeFocus)
                form.view.evidence = evidence.text
        }
    }
    Field {
        width: parent.width
        visible: form.view.filesQuestion.length > 0
        label: form.view.filesQuestion
        //: Under the question for photos or files that show that an action was done.
        help: qsTr("They are kept encrypted on this device. A picture is made smaller and kept without place, time or camera.")
        error: form.view.fileProblem
        optional: true

        KeptFiles {
            width: parent.width
            files: form.view.files
            canRemove: true
            onRemoveAsked: sha => {
                form.view.removeFile(sha);
                add.forceActiveFocus(Qt.OtherFocusReason);   // nobody is left standing on a button that is gone
            }
        }
        StatusLine {
            width: parent.width
            visible: form.view.isAddingFile
            iconName: "clock"
            //: Under the question for photos or files that show that an action was done, for a moment.
            text: qsTr("Adding the file…")
        }
        SecondaryButton {
            id: add
            width: Math.min(implicitWidth, parent.width)
            visible: form.view.takesMoreFiles
            iconName: "plus"
            //: Button of the question for photos or files that show that an action was done: chooses one from the device.
            text: qsTr("Add a photo or file")
            onClicked: picker.open()
        }
    }
    FileDialog {
        id: picker
        //: Title of the window that chooses a photo or file that shows that an action was done.
        title: qsTr("Choose a photo or file")
        onAccepted: form.view.addFile(picker.selectedFile)
    }
    Field {
        width: parent.width
        visible: form.view.asksDoneOn && form.view.doneOnQuestion.length > 0
        label: form.view.doneOnQuestion
        optional: true

        DateField {
            width: parent.width
            name: form.view.doneOnQuestion
            iso: form.view.doneOn
            todayIso: form.view.todayIso
            yesterdayIso: form.view.yesterdayIso
            onAsked: iso => form.view.doneOn = iso
        }
    }
    Field {
        width: parent.width
        visible: form.view.recheckQuestion.length > 0
        label: form.view.recheckQuestion
        //: Under the day to look at an action again. It comes back to the person who wrote the record.
        help: qsTr("On that day it comes back to whoever agreed it, also when it is closed.")
        optional: true

        DateField {
            width: parent.width
            name: form.view.recheckQuestion
            iso: form.view.recheck
            onAsked: iso => form.view.recheck = iso
        }
    }
    Connections {
        target: form.view
        function onTextRefused() {
            evidence.text = form.view.evidence;
            impact.text = form.view.impact;
            reason.text = form.view.reason;
        }
        // Words come from the store when the page opens, and are the person's own from then on.
        function onWordsChanged() {
            if (!evidence.activeFocus)
                evidence.text = form.view.evidence;
            if (!impact.activeFocus)
                impact.text = form.view.impact;
            if (!reason.activeFocus)
                reason.text = form.view.reason;
        }
    }
}
