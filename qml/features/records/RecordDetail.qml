pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// One record, to read: its way, its answers, and at the end where it is, with the receipt.
ScrollPage {
    id: detail

    required property RecordSheet sheet
    property bool showsWay: true
    property bool showsResume: false              // the button is here rather than at the foot of the screen
    signal resumeAsked

    spacing: Theme.space5

    Column {
        width: parent.width
        spacing: Theme.space1

        PageTitle { width: parent.width; text: detail.sheet.title }
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
        visible: detail.sheet.reason.length > 0
        title: detail.sheet.placeText
        text: detail.sheet.reason
        iconName: detail.sheet.placeIcon
        tone: detail.sheet.placeTone
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
}
