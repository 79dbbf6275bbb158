pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// One record, to read: its way, its answers, and at the end where it is, with the receipt.
ScrollPage {
    id: detail

    required property RecordsView view
    readonly property RecordSheet sheet: detail.view.opened
    property bool showsWay: true
    property bool showsResume: false              // the button is here rather than at the foot of the screen
    signal resumeAsked
    signal stepAsked(var offer)                  // one of sheet.offers
    signal amendAsked
    signal addAsked
    property string paperWords                    // what became of the PDF or the print that was asked for
    property string problem                       // why the record cannot be read
    signal paperAsked

    spacing: Theme.space5

    Banner {
        width: parent.width
        visible: text.length > 0
        text: detail.problem
        tone: StatusLine.Urgent
        iconName: "alert"
    }

    Column {
        width: parent.width
        spacing: Theme.space1

        PageTitle {
            width: parent.width
            text: detail.sheet.title
        }
        BodyText {
            width: parent.width
            visible: text.length > 0
            text: detail.sheet.subline
            color: Theme.colors.inkMuted
        }
    }
    PrimaryButton {
        visible: detail.showsResume && detail.sheet.isDraft
        //: Button under a draft.
        text: qsTr("Carry on")
        onClicked: detail.resumeAsked()
    }
    Banner {
        width: parent.width
        visible: detail.sheet.returnedText.length > 0
        //: Over the comments with which a record came back to its author.
        title: qsTr("Returned with comments")
        text: detail.sheet.returnedText
        iconName: "undo"
        tone: StatusLine.Attention
        //: Button under the comments of a returned record: begins a new version; the first is kept.
        action: detail.sheet.canAmend ? qsTr("Answer with an amended version") : ""
        onAsked: detail.amendAsked()
    }
    Banner {
        width: parent.width
        visible: detail.sheet.reason.length > 0
        title: detail.sheet.placeText
        text: detail.sheet.reason
        iconName: detail.sheet.placeIcon
        tone: detail.sheet.placeTone
    }
    StatusLine {
        width: parent.width
        visible: text.length > 0
        text: detail.sheet.filesText
        iconName: "attachment"
        tone: StatusLine.Info
    }
    Card {
        width: parent.width
        visible: detail.showsWay && track.steps.length > 0

        StepTrack {
            id: track
            width: parent.width
            steps: detail.sheet.way
        }
    }
    StatusLine {
        width: parent.width
        visible: text.length > 0 && detail.sheet.returnedText.length === 0
        text: detail.sheet.stateText
        iconName: detail.sheet.isSettled ? "check" : "clock"
        tone: detail.sheet.isSettled ? StatusLine.Good : StatusLine.Attention
    }
    Column {
        width: parent.width
        visible: detail.sheet.offers.length > 0
        spacing: Theme.space2

        Repeater {
            model: detail.sheet.offers

            BaseButton {
                id: offer
                required property var modelData   // one of sheet.offers
                required property int index
                readonly property bool leads: offer.index === 0 && !offer.modelData.needsText
                width: parent.width
                fill: offer.leads ? Theme.colors.accent : Theme.colors.surfaceRaised
                ink: offer.leads ? Theme.colors.accentInk : Theme.colors.ink
                edge: offer.leads ? "transparent" : Theme.colors.outline
                text: offer.modelData.label
                onClicked: detail.stepAsked(offer.modelData)
            }
        }
    }
    Column {
        width: parent.width
        visible: detail.sheet.handOvers.length > 0 || detail.sheet.canAskFeedback
        spacing: Theme.space2

        Repeater {
            model: detail.sheet.handOvers

            SecondaryButton {
                required property var modelData   // one of sheet.handOvers
                width: parent.width
                iconName: "hand"
                text: modelData.label
                onClicked: detail.view.handOverAsked(detail.sheet.recordId, modelData.kind)
            }
        }
        SecondaryButton {
            width: parent.width
            visible: detail.sheet.canAskFeedback
            iconName: "people"
            //: Button on one's own record of a visit or observation: begins the form with which a child or family says how it was.
            text: qsTr("Ask for feedback")
            onClicked: detail.view.feedbackAsked(detail.sheet.recordId)
        }
    }
    AgreedActions {
        width: parent.width
        visible: detail.sheet.actions.length > 0
        actions: detail.sheet.actions
        onActionAsked: row => detail.view.actionAsked(detail.sheet.recordId, row)
    }
    Repeater {
        model: detail.sheet.lines

        RecordLineView {
            width: detail.column.width
        }
    }
    StatusLine {
        width: parent.width
        visible: text.length > 0 && detail.sheet.reason.length === 0 && detail.showsWay
        text: detail.sheet.placeText
        iconName: detail.sheet.placeIcon
        tone: detail.sheet.placeTone
    }
    SecondaryButton {
        visible: detail.sheet.canAdd
        text: detail.sheet.hasBegunToAdd ?
        //: Button under a completed record, where this person has begun to add something and not added it yet.
        qsTr("Carry on adding to this record") :
        //: Button under a completed record: opens a sheet for a correction or a note that is added to it.
        qsTr("Add to this record")
        onClicked: detail.addAsked()
    }
    SecondaryButton {
        visible: detail.sheet.recordId.length > 0
        //: Button under a record: writes it as a PDF, to print or to give to somebody who may have it.
        text: qsTr("Save as PDF")
        onClicked: paper.open()
    }
    SecondaryButton {
        visible: detail.sheet.recordId.length > 0
        //: Button under a record: opens the sheet that prints it.
        text: qsTr("Print")
        onClicked: printSheet.open()
    }
    SmallText {
        width: parent.width
        visible: text.length > 0
        text: detail.paperWords
        Accessible.role: Accessible.AlertMessage
    }
    EnteredInError {
        width: parent.width
        visible: detail.sheet.canMark
        view: detail.view
    }
    PaperSheet {
        id: paper
        printing: detail.view.printing
        hasPrivileged: detail.sheet.hasPrivileged
        lacksForm: detail.sheet.lacksForm
        versions: detail.sheet.versions
        onPaperAsked: detail.paperAsked()
    }
    PrintSheet {
        id: printSheet
        printing: detail.view.printing
        recordId: detail.sheet.recordId
        hasPrivileged: detail.sheet.hasPrivileged
        lacksForm: detail.sheet.lacksForm
        versions: detail.sheet.versions
        onPdfAsked: paper.open()
    }
}
