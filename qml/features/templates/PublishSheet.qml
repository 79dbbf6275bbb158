pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Templates

// A template becomes a version for the whole council: what is wrong or what is new, and from which day.
Sheet {
    id: sheet

    required property TemplateEditor editor
    property string from
    property string review
    readonly property bool fit: sheet.editor.problemCount === 0
    signal mendAsked

    function ask() {
        sheet.from = sheet.editor.todayIso;
        sheet.review = sheet.editor.reviewIso;
        sheet.open();
    }

    //: Title of the sheet that publishes a template to the whole council.
    title: qsTr("Publish")

    BodyText {
        width: parent.width
        visible: !sheet.fit
        //: On the sheet that publishes a template.
        text: qsTr("Put this right first. Your work is kept.")
    }
    Column {
        width: parent.width
        visible: !sheet.fit
        spacing: Theme.space2

        Repeater {
            model: sheet.editor.problems

            StatusLine {
                required property string modelData
                width: parent ? parent.width : 0
                text: modelData
                iconName: "alert"
                tone: StatusLine.Attention
            }
        }
    }
    PrimaryButton {
        width: parent.width
        visible: !sheet.fit
        //: On the sheet that publishes a template: goes to the first thing to put right.
        text: qsTr("Show me the first")
        onClicked: sheet.mendAsked()
    }
    Column {
        width: parent.width
        visible: sheet.fit
        spacing: Theme.space2

        StrongText {
            width: parent.width
            text: sheet.editor.changes.length > 0 ?
            //: Over the list of what a new version of a template changes.
            qsTr("What is new in this version") :
            //: On the sheet that publishes a template that has no version before, or one that did not change.
            qsTr("Nothing here differs from a version before.")
        }
        Repeater {
            model: sheet.fit ? sheet.editor.changes : []

            BodyText {
                required property string modelData
                width: parent ? parent.width : 0
                text: modelData
            }
        }
    }
    Field {
        width: parent.width
        visible: sheet.fit
        //: Label of the first day on which a version of a template is used.
        label: qsTr("Used from")
        //: Under the first day on which a version of a template is used.
        help: qsTr("New records use it from that day. Drafts on the version before can be finished there.")

        DateField {
            width: parent.width
            //: Screen reader name of the first day on which a version of a template is used.
            name: qsTr("Used from")
            iso: sheet.from
            todayIso: sheet.editor.todayIso
            onAsked: iso => sheet.from = iso
        }
    }
    Field {
        width: parent.width
        visible: sheet.fit
        //: Label of the day by which a version of a template is looked at again.
        label: qsTr("Look at it again by")

        DateField {
            width: parent.width
            //: Screen reader name of the day by which a version of a template is looked at again.
            name: qsTr("Look at it again by")
            iso: sheet.review
            onAsked: iso => sheet.review = iso
        }
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: sheet.editor.publishProblem
        tone: StatusLine.Urgent
        iconName: "alert"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: sheet.editor.publishProblem
    }
    PrimaryButton {
        width: parent.width
        visible: sheet.fit
        enabled: !sheet.editor.isPublishing
        //: Button that publishes a version of a template to the whole council.
        text: qsTr("Publish to everyone")
        onClicked: sheet.editor.publish(sheet.from, sheet.review)
    }
}
