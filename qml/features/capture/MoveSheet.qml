pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// What moving a draft to the newer version of its form would do, before it is done.
Sheet {
    id: sheet

    required property DraftMove move              // null where there is nothing to move: it is never opened then
    readonly property bool looked: sheet.move !== null && sheet.move.isLooked
    readonly property string problem: sheet.move !== null ? sheet.move.problem : ""
    readonly property list<string> left: sheet.move !== null ? sheet.move.left : []
    readonly property list<string> asked: sheet.move !== null ? sheet.move.asked : []

    function ask() {
        sheet.move.look();
        sheet.open();
    }

    //: Title of the sheet that offers to move a draft to the newer version of its form.
    title: qsTr("Move to the newer version?")

    BodyText {
        width: parent.width
        visible: !sheet.looked && sheet.problem.length === 0
        //: On the sheet that offers to move a draft: what would move is being found out.
        text: qsTr("Looking at what would move …")
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: sheet.problem
        tone: StatusLine.Urgent
        iconName: "alert"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: sheet.problem
    }
    StatusLine {
        width: parent.width
        visible: sheet.looked
        text: sheet.looked ? sheet.move.kept : ""
        iconName: "check"
        tone: StatusLine.Good
    }
    Column {
        width: parent.width
        visible: sheet.left.length > 0
        spacing: Theme.space2

        StrongText {
            width: parent.width
            //: Over the answers of a draft that the newer version of its form does not ask for.
            text: qsTr("No place in the newer version")
        }
        Repeater {
            model: sheet.left

            BodyText {
                required property string modelData
                width: parent ? parent.width : 0
                text: modelData
            }
        }
        SmallText {
            width: parent.width
            text: sheet.looked ? sheet.move.whereLeft : ""
        }
    }
    Column {
        width: parent.width
        visible: sheet.asked.length > 0
        spacing: Theme.space2

        StrongText {
            width: parent.width
            //: Over the questions that only the newer version of a form asks.
            text: qsTr("Asked in addition")
        }
        Repeater {
            model: sheet.asked

            BodyText {
                required property string modelData
                width: parent ? parent.width : 0
                text: modelData
            }
        }
    }
    SmallText {
        width: parent.width
        visible: sheet.looked
        //: On the sheet that offers to move a draft to the newer version of its form.
        text: qsTr("You can go back afterwards. Nothing is sent by moving.")
    }
    Column {
        width: parent.width
        spacing: Theme.space3

        PrimaryButton {
            width: parent.width
            visible: sheet.looked
            //: Button that moves a draft to the newer version of its form.
            text: qsTr("Move this draft")
            onClicked: {
                sheet.close();
                sheet.move.move();
            }
        }
        SecondaryButton {
            width: parent.width
            //: Button that leaves a draft on the version of its form that it began with.
            text: qsTr("Finish on this version")
            onClicked: {
                sheet.close();
                sheet.move.stay();
            }
        }
    }
}
