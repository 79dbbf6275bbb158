import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Actions

// One agreed action: what, why, whose, where it comes from, what was said of it, and how it is now.
FocusScope {
    id: page

    required property ActionsView view
    readonly property bool wide: page.width >= Theme.tabletWidth

    function goBack() {
        page.view.close();
    }

    TopBar {
        id: bar
        width: parent.width
        canGoBack: true
        //: Title of the page of one agreed action.
        title: qsTr("Agreed action")
        onBackAsked: page.goBack()
    }
    ScrollPage {
        id: scroll
        anchors.top: bar.bottom
        anchors.bottom: foot.top
        width: parent.width
        centred: page.wide
        spacing: Theme.space5

        ReadingNotice {
            width: parent.width
            reading: page.view.isOpen && !page.view.isReady && page.view.problem.length === 0
        }
        Column {
            width: parent.width
            visible: page.view.isReady
            spacing: Theme.space2

            SectionTitle {
                width: parent.width
                text: page.view.what
            }
            StatusLine {
                width: parent.width
                visible: text.length > 0
                text: page.view.dueText
                iconName: "clock"
                tone: page.view.dueTone
            }
            BodyText {
                width: parent.width
                visible: text.length > 0
                text: page.view.why
            }
            SmallText {
                width: parent.width
                text: page.view.whose
            }
            SmallText {
                width: parent.width
                text: page.view.agreed
            }
            QuietButton {
                leftPadding: 0
                iconName: "records"
                //: Button on the page of an agreed action: opens the record in which it was agreed.
                text: qsTr("Open the record")
                onClicked: page.view.openRecord()
            }
        }
        Banner {
            width: parent.width
            visible: text.length > 0
            text: page.view.warning
            tone: StatusLine.Attention
            iconName: "alert"
        }
        Card {
            width: parent.width
            visible: page.view.isReady
            spacing: Theme.space3

            StatusLine {
                width: parent.width
                text: page.view.stateText
                iconName: page.view.stateIcon
                tone: page.view.stateTone
            }
            ActionHistory {
                width: parent.width
                visible: page.view.history.length > 0
                said: page.view.history
            }
        }
        ActionForm {
            id: form
            width: parent.width
            visible: page.view.isReady && page.view.mayFollowUp
            view: page.view
        }
        SmallText {
            width: parent.width
            visible: page.view.isReady && !page.view.mayFollowUp
            //: On the page of an agreed action that this person may read and not follow up.
            text: qsTr("Whoever does it, their managers and the author of the record can say how it is. You can add to the record instead.")
        }
        Banner {
            width: parent.width
            visible: text.length > 0
            text: page.view.problem
            tone: StatusLine.Urgent
            iconName: "alert"
        }
        SmallText {
            width: parent.width
            visible: form.visible
            //: At the foot of the page of an agreed action.
            text: qsTr("What you type is kept on this device as you type it. Others see it once you save it.")
        }
        PrimaryButton {
            visible: form.visible && page.wide
            //: Button on the page of an agreed action: what was said of it is saved and shown to others.
            text: qsTr("Save")
            onClicked: page.view.save()
        }
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: page.view.isReady && page.view.mayFollowUp && !page.wide
        //: Button on the page of an agreed action: what was said of it is saved and shown to others.
        primary: qsTr("Save")
        onPrimaryAsked: page.view.save()
    }
    Connections {
        target: page.view
        function onRefused() {
            form.showProblem();
        }
        function onOpenAsked() {
            scroll.contentY = 0;
        }
    }
}
