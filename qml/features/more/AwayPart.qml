pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// Who is away and who does their tasks meanwhile; entering it, ending it, and for those who keep the council's people: who leaves.
Column {
    id: part

    required property AbsenceView view

    spacing: Theme.space4
    onVisibleChanged: {
        if (part.visible)
            part.view.shown();
    }

    AwaySheet {
        id: sheet
        view: part.view
    }
    BodyText {
        width: parent.width
        //: Over the list of who is away.
        text: qsTr("While somebody is away their tasks are their cover’s, and come back by themselves. Why they are away is nobody’s business here.")
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: part.view.said
        tone: StatusLine.Good
        iconName: "check"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: part.view.said
    }
    Banner {
        width: parent.width
        visible: text.length > 0 && !sheet.visible
        text: part.view.problem
        tone: StatusLine.Urgent
        iconName: "alert"
    }
    Flow {
        width: parent.width
        spacing: Theme.space3

        PrimaryButton {
            width: Math.min(implicitWidth, parent.width)
            //: Button: opens the sheet that enters that somebody is away.
            text: qsTr("Enter an absence")
            onClicked: sheet.ask(false)
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            visible: part.view.letsLeave
            //: Button: opens the sheet that says that somebody leaves, and whose their work is then.
            text: qsTr("Somebody leaves")
            onClicked: sheet.ask(true)
        }
    }
    SmallText {
        width: parent.width
        visible: part.view.isEmpty
        //: In place of the list of who is away.
        text: qsTr("Nobody you are told of is away, or will be.")
    }
    Repeater {
        model: part.view.absences

        Card {
            id: entry
            required property string absenceId
            required property string name
            required property string detail
            required property bool canEnd
            width: part.width

            CardTitle {
                width: parent.width
                text: entry.name
            }
            BodyText {
                width: parent.width
                text: entry.detail
            }
            QuietButton {
                width: Math.min(implicitWidth, parent.width)
                visible: entry.canEnd
                leftPadding: 0
                iconName: "close"
                //: Button under an absence: it is over, or was wrong.
                text: qsTr("Back, or entered by mistake")
                //: Screen reader name of the button that ends an absence. %1 is who is away.
                Accessible.name: qsTr("Back, or entered by mistake: %1").arg(entry.name)
                enabled: !part.view.isBusy
                onClicked: part.view.end(entry.absenceId)
            }
        }
    }
}
