pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// Who uses this device now, and who else may. Each person has a store of their own.
Column {
    id: part

    required property MoreView view

    spacing: Theme.space4
    // Somebody may have joined in another window since.
    onVisibleChanged: {
        if (part.visible)
            part.view.peopleShown();
    }

    SmallText {
        width: parent.width
        //: Over the list of people who may use this device.
        text: qsTr("Each person has a locked store of their own. Switching keeps everything where it is.")
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: part.view.problem
        tone: StatusLine.Urgent
        iconName: "alert"
    }
    ChoiceList {
        width: parent.width
        visible: part.view.peopleCount > 0

        Repeater {
            model: part.view.people

            ChoiceRow {
                id: person
                required property int index
                required property string personId
                required property string name
                required property string role
                required property bool isCurrent
                width: part.width
                label: person.name
                detail: person.role
                divided: person.index > 0
                chosen: person.isCurrent
                onAsked: part.view.switchAsked(person.personId)
            }
        }
    }
    SecondaryButton {
        width: parent.width
        visible: part.view.canAddPerson
        iconName: "plus"
        //: Button under the list of people who may use this device: joins another one.
        text: qsTr("Add a person")
        onClicked: part.view.addPersonAsked()
    }
    SmallText {
        width: parent.width
        visible: part.view.canAddPerson
        //: Under the button that joins another person on this device.
        text: qsTr("They need a code of their own from your council.")
    }
}
