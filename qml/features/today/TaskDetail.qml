import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Today

// One task: what it asks, how, why, whose it is and how often, beside the document's own words.
ScrollPage {
    id: detail

    required property TaskCard task

    spacing: Theme.space5

    Column {
        width: parent.width
        spacing: Theme.space2

        SmallText { width: parent.width; text: detail.task.service }
        PageTitle { width: parent.width; text: detail.task.title }
        Pill {
            visible: text.length > 0
            text: detail.task.dueText
            tone: detail.task.dueTone
        }
    }
    Card {
        width: parent.width
        visible: detail.task.progressText.length > 0
        spacing: Theme.space3

        BodyText {
            width: parent.width
            visible: text.length > 0
            text: detail.task.whyFirst
        }
        QuotaBar {
            width: parent.width
            value: detail.task.progress
            words: detail.task.progressText
        }
    }
    //: Heading on a task: how the activity is done, in the framework document's words.
    Words { title: qsTr("How"); words: detail.task.how }
    //: Heading on a task: what the activity is for, in the framework document's words.
    Words { title: qsTr("Why"); words: detail.task.why }
    //: Heading on a task: why this person has it.
    Words { title: qsTr("Why it is yours"); words: detail.task.whose }
    //: Heading on a task: the rule in plain English.
    Words { title: qsTr("How often"); words: detail.task.rule; source: detail.task.ruleSource }

    component Words: Column {
        id: part
        required property string title
        required property string words
        property string source

        width: parent ? parent.width : 320
        spacing: Theme.space1
        visible: part.words.length > 0

        GroupLabel { width: parent.width; text: part.title }
        BodyText { width: parent.width; text: part.words }
        SmallText {
            width: parent.width
            visible: part.source.length > 0
            //: Under a rule in plain English. %1 is what the framework document says, word for word.
            text: qsTr("In the document: “%1”").arg(part.source)
        }
    }
}
