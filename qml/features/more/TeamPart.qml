pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// The people this person answers for: what is late, due and done, and when a device of theirs was last heard.
Column {
    id: part

    required property TeamView view

    spacing: Theme.space4
    onVisibleChanged: {
        if (part.visible)
            part.view.asked();
    }

    SmallText {
        width: parent.width
        //: Over the list of the people that a manager answers for.
        text: qsTr("What somebody has done and not sent yet is in no figure: the time of their device says how far to trust it.")
    }
    StatusLine {
        width: parent.width
        text: part.view.asOf
        iconName: "clock"
        strong: false
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: part.view.problem
        iconName: "cloud-off"
        tone: StatusLine.Attention
        //: Button under words that the hub could not be asked about colleagues' devices.
        action: part.view.isBusy ? "" : qsTr("Ask again")
        onAsked: part.view.asked()
    }
    ChoiceList {
        width: parent.width

        Repeater {
            model: part.view.members

            ListRow {
                id: member
                required property int index
                required property string name
                required detail
                required statusText
                required statusIcon
                required property int tone
                width: part.width
                title: member.name
                opens: false
                divided: member.index > 0
                statusTone: member.tone
            }
        }
    }
}
