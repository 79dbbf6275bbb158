pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// One question for somebody the device was handed to, large, with a way to have it read aloud and a way to stop.
FocusScope {
    id: page

    required property HandOverView view
    required property FormSession session
    signal stopAsked
    signal giveBackAsked

    Item {
        id: top
        width: parent.width
        height: bar.implicitHeight + 2 * Theme.space2

        Flow {
            id: bar
            anchors.left: parent.left
            anchors.right: owner.left
            anchors.leftMargin: Theme.space2
            y: Theme.space2
            spacing: Theme.space2

            QuietButton {
                iconName: "stop"
                //: Always on the page while somebody else answers: ends it.
                text: qsTr("You can stop")
                onClicked: page.stopAsked()
            }
            QuietButton {
                visible: page.view.canSpeak
                iconName: "speaker"
                text: page.view.isSpeaking ?
                //: While a question is read aloud: stops it.
                qsTr("Stop reading") :
                //: Reads the question and its answers aloud.
                qsTr("Read it to me")
                onClicked: page.view.readAloud()
            }
        }
        IconButton {
            id: owner
            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            y: Theme.space2
            iconName: "lock"
            ink: Theme.colors.inkMuted
            //: Screen reader name of the button with which the device's owner takes it back.
            name: qsTr("Give the device back")
            onClicked: page.giveBackAsked()
        }
    }
    SectionProgress {
        id: progress
        anchors.top: top.bottom
        x: Theme.space4
        width: page.width - 2 * Theme.space4
        count: page.session.pageCount
        current: page.session.page
        complete: page.session.pageComplete
        //: Screen reader name of the bar over a question. %1 is its number, %2 how many there are.
        words: qsTr("Question %1 of %2").arg(page.session.page + 1).arg(page.session.pageCount)
    }
    ScrollPage {
        id: scroll
        anchors.top: progress.bottom
        anchors.topMargin: Theme.space4
        anchors.bottom: foot.top
        width: parent.width
        spacing: Theme.space5
        centred: true

        SmallText {
            width: parent.width
            text: page.session.pageTitle
        }
        Banner {
            visible: text.length > 0
            width: parent.width
            iconName: "alert"
            tone: StatusLine.Urgent
            text: page.session.trouble.length > 0 ? page.session.trouble : page.view.problem
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Repeater {
            model: page.session.lines

            FormLine {
                width: scroll.column.width
                session: page.session
            }
        }
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        widthMax: Theme.measure + 2 * Theme.space4
        centred: true
        primaryEnabled: !page.view.isChecking
        //: Goes to the question before this one.
        secondary: page.session.page > 0 ? qsTr("Back") : ""
        primary: page.session.isLastPage ?
        //: After the last question of somebody the device was handed to: what they said is kept, and cannot be opened again here.
        qsTr("I have finished") :
        //: Goes to the next question.
        qsTr("Next")
        onSecondaryAsked: page.session.back()
        onPrimaryAsked: {
            if (page.session.isLastPage)
                page.session.finish();
            else
                page.session.next();
        }
    }
    Connections {
        target: page.session
        function onPageChanged() {
            scroll.contentY = 0;
            if (page.session !== null)            // it may be closing
                page.session.restoreFocus();
        }
    }
    Component.onCompleted: page.session.restoreFocus()
}
