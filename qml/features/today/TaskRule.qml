import QtQuick
import Sightline.Theme
import Sightline.Today

// Whose a task is and how often it is done.
Column {
    id: rule

    required property TaskCard task

    spacing: Theme.space5

    TaskWords {
        //: Heading on a task: why this person has it.
        title: qsTr("Why it is yours")
        words: rule.task.whose
    }
    TaskWords {
        //: Heading on a task: the rule in plain English.
        title: qsTr("How often")
        words: rule.task.rule
        source: rule.task.ruleSource
    }
}
