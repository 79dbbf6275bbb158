pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Children

// What one's list says of a child: a pointer into the case system, and how often they are visited.
Column {
    id: form

    required property ChildrenView view
    property string numberProblem
    property string initialsProblem
    property string beganProblem
    property string seenProblem

    spacing: Theme.space5

    function take() {
        number.text = form.view.said("number");
        initials.text = form.view.said("initials");
        began.iso = form.view.said("began");
        seen.iso = form.view.said("seen_on");
    }

    Field {
        width: parent.width
        //: Label of a child's number in the council's case system.
        label: qsTr("Number in the case system")
        //: Under the label of a child's number in the case system.
        help: qsTr("No names: what you record here points to the case file, and is no second one.")
        error: form.numberProblem

        LineInput {
            id: number
            width: parent.width
            //: Screen reader name of a child's number in the council's case system.
            name: qsTr("Number in the case system")
            wrong: form.numberProblem.length > 0
            inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
            onTextChanged: if (number.activeFocus)
                form.view.say("number", number.text)
        }
    }
    Field {
        width: parent.width
        optional: true
        //: Label of a child's initials.
        label: qsTr("Initials")
        error: form.initialsProblem

        LineInput {
            id: initials
            width: parent.width
            //: Screen reader name of the field of a child's initials.
            name: qsTr("Initials")
            wrong: form.initialsProblem.length > 0
            inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
            onTextChanged: if (initials.activeFocus)
                form.view.say("initials", initials.text)
        }
    }
    ChoiceField {
        width: parent.width
        view: form.view
        member: "age_band"
        choices: form.view.ages
        //: Label of a child's age, as a band of years.
        label: qsTr("Age")
    }
    ChoiceField {
        width: parent.width
        view: form.view
        member: "plan"
        choices: form.view.plans
        //: Label of the plan a child has.
        label: qsTr("Plan")
    }
    ChoiceField {
        width: parent.width
        view: form.view
        member: "legal"
        choices: form.view.legal
        //: Label of a child's legal status.
        label: qsTr("Legal status")
    }
    ChoiceField {
        width: parent.width
        view: form.view
        member: "rule"
        choices: form.view.rules
        //: Label of how often a child is visited.
        label: qsTr("How often to visit")
        //: Under the label of how often a child is visited.
        help: qsTr("Your council's rules. If you choose none, the one for the plan and legal status is taken.")
    }
    Field {
        width: parent.width
        optional: true
        //: Label of the day on which a child's placement or plan began.
        label: qsTr("When did the placement or plan begin?")
        //: Under the label of the day on which a placement or plan began.
        help: qsTr("The first visit is counted from here.")
        error: form.beganProblem

        DateField {
            id: began
            width: parent.width
            iso: ""
            //: Screen reader name of the day on which a child's placement or plan began.
            name: qsTr("When did the placement or plan begin?")
            wrong: form.beganProblem.length > 0
            onAsked: iso => {
                began.iso = iso;
                form.view.say("began", iso);
            }
        }
    }
    Field {
        width: parent.width
        optional: true
        //: Label of the day on which a child was last seen.
        label: qsTr("Last seen")
        //: Under the label of the day on which a child was last seen.
        help: qsTr("Only for a visit that is not recorded in Sightline.")
        error: form.seenProblem

        DateField {
            id: seen
            width: parent.width
            iso: ""
            //: Screen reader name of the day on which a child was last seen.
            name: qsTr("Last seen")
            wrong: form.seenProblem.length > 0
            onAsked: iso => {
                seen.iso = iso;
                form.view.say("seen_on", iso);
            }
        }
    }
    Connections {
        target: form.view
        function onChanged() {
            if (!number.activeFocus && !initials.activeFocus)
                form.take();
        }
        function onProblemsChanged() {
            form.numberProblem = form.view.problemOf("number");
            form.initialsProblem = form.view.problemOf("initials");
            form.beganProblem = form.view.problemOf("began");
            form.seenProblem = form.view.problemOf("seen_on");
        }
        // Only after Save: while somebody types, the cursor is theirs.
        function onRefused() {
            if (form.numberProblem.length > 0)
                number.forceActiveFocus(Qt.TabFocusReason);
            else if (form.initialsProblem.length > 0)
                initials.forceActiveFocus(Qt.TabFocusReason);
        }
    }
}
