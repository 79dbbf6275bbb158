import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// At the foot of one's own record: it was entered in error. The record stays, says so, and counts nowhere.
Column {
    id: mark

    required property RecordsView view
    readonly property string recordId: mark.view.opened.recordId
    property string problem
    // A reason belongs to the record it was written for.
    onRecordIdChanged: {
        reason.clear();
        mark.problem = "";
    }

    spacing: Theme.space2

    QuietButton {
        leftPadding: 0
        iconName: "remove"
        //: Button at the foot of one's own completed record: asks why it should not count.
        text: qsTr("Entered in error")
        onClicked: ask.open()
    }
    Sheet {
        id: ask
        //: Title of the sheet that marks a record as entered in error.
        title: qsTr("Entered in error")
        onOpened: reason.forceActiveFocus(Qt.TabFocusReason)

        BodyText {
            width: parent.width
            //: In the sheet that marks a record as entered in error.
            text: qsTr("The record is kept and says that it was entered in error, with your reason. It counts nowhere any more. This cannot be undone.")
        }
        Field {
            width: parent.width
            //: Label of the reason why a record was entered in error.
            label: qsTr("Why")
            //: Under the label of the reason why a record was entered in error.
            help: qsTr("For example: wrong family, entered twice")

            LongInput {
                id: reason
                width: parent.width
                linesMin: 2
                //: Screen reader name of the reason why a record was entered in error.
                name: qsTr("Why")
            }
        }
        Banner {
            width: parent.width
            visible: text.length > 0
            text: mark.problem
            tone: StatusLine.Urgent
            iconName: "alert"
        }
        DangerButton {
            width: parent.width
            enabled: reason.text.trim().length > 0
            //: Button that marks a record as entered in error.
            text: qsTr("Mark as entered in error")
            onClicked: mark.view.errorMarked(mark.recordId, reason.text)
        }
    }
    Connections {
        target: mark.view
        function onMarkTaken() {
            reason.clear();
            ask.close();
        }
        function onMarkRefused(why: string) { mark.problem = why; }
    }
}
