import QtQuick
import Sightline.Theme
import Sightline.Controls

Column {
    id: shelf

    property int answer: YesNo.Yes
    property int choice: 0

    spacing: Theme.space5

    Field {
        label: "Was the child seen?"
        YesNo {
            width: parent.width
            answer: shelf.answer
            onAsked: answer => shelf.answer = answer
        }
    }
    Field {
        label: "Seen alone?"
        ChoiceList {
            width: parent.width
            ChoiceRow {
                width: parent.width
                label: "Yes"
                chosen: shelf.choice === 0
                onAsked: shelf.choice = 0
            }
            ChoiceRow {
                width: parent.width
                label: "No, child did not want to"
                divided: true
                chosen: shelf.choice === 1
                onAsked: shelf.choice = 1
            }
            ChoiceRow {
                width: parent.width
                label: "No, not right for age or understanding"
                divided: true
                chosen: shelf.choice === 2
                onAsked: shelf.choice = 2
            }
            ChoiceRow {
                width: parent.width
                label: "No, could not"
                divided: true
                enabled: false
                chosen: false
            }
        }
    }
    Field {
        label: "What do you want me to look at?"
        help: "Up to three."
        optional: true
        error: "Choose at most three."
        ChoiceList {
            width: parent.width
            CheckRow {
                width: parent.width
                label: "Relationship and respect"
                detail: "Warmth, honesty, use of power"
                on: true
            }
            CheckRow {
                width: parent.width
                label: "The child at the centre"
                divided: true
                on: false
            }
            CheckRow {
                width: parent.width
                label: "Safety and authority"
                divided: true
                on: true
                FocusRing {
                    shown: true
                }
            }
        }
    }
    ChoiceList {
        width: parent.width
        SwitchRow {
            width: parent.width
            label: "Less motion"
            detail: "Pages change without sliding."
            on: true
        }
        SwitchRow {
            width: parent.width
            label: "High contrast"
            divided: true
            on: false
        }
    }
}
