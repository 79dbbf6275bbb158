pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// One activity of the framework.
ScrollPage {
    id: detail

    required property ActivitySheet sheet
    property bool showsStart: false               // the button is here rather than at the foot of the screen
    property bool canChange: false                // for the framework's owner
    signal startAsked
    signal changeAsked

    spacing: Theme.space4

    Column {
        width: parent.width
        spacing: Theme.space1

        SmallText {
            width: parent.width
            //: Where an activity stands. %1 is the directorate, %2 the service.
            text: detail.sheet.directorate.length > 0 ? qsTr("%1 › %2").arg(detail.sheet.directorate).arg(detail.sheet.service) : detail.sheet.service
        }
        PageTitle {
            width: parent.width
            text: detail.sheet.title
        }
    }
    PrimaryButton {
        visible: detail.showsStart && detail.sheet.formTitle.length > 0
        //: Button on an activity: begins a record of it.
        text: qsTr("Record this now")
        onClicked: detail.startAsked()
    }
    SecondaryButton {
        visible: detail.canChange
        text: detail.sheet.questionCount > 0 ?
        //: Button on an activity, for the framework's owner: changes its words, and answers what is asked about it.
        qsTr("Change it, or answer what is asked") :
        //: Button on an activity, for the framework's owner: changes its words.
        qsTr("Change this activity")
        onClicked: detail.changeAsked()
    }
    Column {
        width: parent.width
        spacing: Theme.space1
        visible: detail.sheet.why.length > 0
        GroupLabel {
            width: parent.width
            //: Heading on an activity: what it is for.
            text: qsTr("Why")
        }
        BodyText {
            width: parent.width
            text: detail.sheet.why
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space1
        visible: detail.sheet.how.length > 0
        GroupLabel {
            width: parent.width
            //: Heading on an activity: how it is done.
            text: qsTr("How")
        }
        BodyText {
            width: parent.width
            text: detail.sheet.how
        }
    }
    Repeater {
        model: detail.sheet.questions

        Banner {
            required property string question
            required property string assumed
            width: detail.column.width
            tone: StatusLine.Attention
            iconName: "question"
            title: question
            //: Under an open question. %1 is what holds until it is answered.
            text: qsTr("Until the framework's owner answers: %1").arg(assumed)
        }
    }
    WrittenAndMeant {
        width: parent.width
        //: Heading on an activity: how often it is done.
        title: qsTr("When")
        written: detail.sheet.frequencyWritten
        meant: detail.sheet.frequencySays
    }
    WrittenAndMeant {
        width: parent.width
        //: Heading on an activity: which roles do it.
        title: qsTr("Who")
        written: detail.sheet.leadWritten
        meant: detail.sheet.leadSays
    }
    Column {
        width: parent.width
        spacing: Theme.space1
        visible: detail.sheet.assumptions.length > 0
        GroupLabel {
            width: parent.width
            //: Heading on an activity: what was taken for granted where the document is silent.
            text: qsTr("What we assumed")
        }
        BodyText {
            width: parent.width
            text: detail.sheet.assumptions
        }
    }
    StatusLine {
        width: parent.width
        visible: detail.sheet.formTitle.length > 0
        iconName: "records"
        strong: false
        //: On an activity. %1 is the title of the form that a record of it uses.
        text: qsTr("Recorded with: %1").arg(detail.sheet.formTitle)
    }
}
