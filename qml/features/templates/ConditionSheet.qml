pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Templates

// A sentence that says when something is shown: which question, and which answer it waits for.
Sheet {
    id: sheet

    required property TemplateEditor editor
    property int question: -1
    property int end: -1
    readonly property list<string> ends: sheet.question < 0 ? [] : sheet.editor.endsFor(sheet.question)
    readonly property bool typed: sheet.question >= 0 && sheet.end >= 0 && sheet.editor.isTyped(sheet.question, sheet.end)

    function ask() {
        sheet.question = -1;
        sheet.end = -1;
        value.text = "";
        sheet.open();
    }

    //: Title of the sheet that says when a question of a template is shown.
    title: qsTr("Show this when …")

    BodyText {
        width: parent.width
        visible: sheet.editor.questionsToAskAbout.length === 0
        //: On the sheet that says when a question of a template is shown.
        text: qsTr("There is no other question yet whose answer this could wait for.")
    }
    Field {
        width: parent.width
        visible: sheet.question < 0 && sheet.editor.questionsToAskAbout.length > 0
        //: On the sheet that says when a question of a template is shown: which question is looked at.
        label: qsTr("The answer to")

        ChoiceList {
            width: parent.width

            Repeater {
                model: sheet.editor.questionsToAskAbout

                ListRow {
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    title: modelData
                    divided: index > 0
                    onClicked: sheet.question = index
                }
            }
        }
    }
    Field {
        width: parent.width
        visible: sheet.question >= 0
        label: sheet.question < 0 ? "" : sheet.editor.questionsToAskAbout[sheet.question] ?? ""

        ChoiceList {
            width: parent.width

            Repeater {
                model: sheet.ends

                ChoiceRow {
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    label: modelData
                    chosen: sheet.end === index
                    divided: index > 0
                    onAsked: sheet.end = index
                }
            }
        }
        LineInput {
            id: value
            width: parent.width
            visible: sheet.typed
            //: Screen reader name of the box for the number or day that a condition compares with.
            name: qsTr("Number or date")
            //: In the empty box for the number or day that a condition compares with.
            placeholderText: qsTr("A number, or a date as 2026-11-23")
        }
    }
    QuietButton {
        visible: sheet.question >= 0
        leftPadding: 0
        iconName: "back"
        //: On the sheet that says when a question of a template is shown: back to the list of questions.
        text: qsTr("Choose another question")
        onClicked: {
            sheet.question = -1;
            sheet.end = -1;
        }
    }
    StatusLine {
        width: parent.width
        visible: sheet.typed && text.length > 0
        text: sheet.editor.notice
        iconName: "alert"
        tone: StatusLine.Attention
    }
    PrimaryButton {
        width: parent.width
        visible: sheet.question >= 0
        enabled: sheet.end >= 0
        //: Button on the sheet that says when a question of a template is shown.
        text: qsTr("Add this condition")
        onClicked: {
            if (sheet.editor.addCondition(sheet.question, sheet.end, value.text))
                sheet.close();
        }
    }
}
