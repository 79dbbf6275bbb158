import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Templates

// Between which numbers or days an answer lies, or how long it may be. What is typed counts once the box is left.
Field {
    id: field

    required property TemplateEditor editor

    function read() {
        if (!least.activeFocus)
            least.text = field.editor.least;
        if (!most.activeFocus)
            most.text = field.editor.most;
        if (!longest.activeFocus)
            longest.text = field.editor.lengthMax;
    }

    optional: true
    //: Label of the least and the most an answer to a question of a template may be.
    label: field.editor.boundsAreDays ? qsTr("First and last day it may be") :
    //: Label of the least and the most an answer to a question of a template may be.
    field.editor.takesBounds ? qsTr("Least and most it may be") :
    //: Label of the most characters an answer to a question of a template may have.
    qsTr("Most characters")

    Flow {
        width: parent.width
        spacing: Theme.space3
        visible: field.editor.takesBounds

        Column {
            spacing: 2
            SmallText {
                //: Above the box for the first day that an answer may be.
                text: field.editor.boundsAreDays ? qsTr("From") :
                //: Above the box for the least that an answer may be.
                qsTr("At least")
                Accessible.ignored: true
            }
            LineInput {
                id: least
                width: Theme.type.px(170)
                goesOn: true
                //: Screen reader name of the box for the first day that an answer may be.
                name: field.editor.boundsAreDays ? qsTr("First day it may be") :
                //: Screen reader name of the box for the least that an answer may be.
                qsTr("Least it may be")
                //: In an empty box for a day.
                placeholderText: field.editor.boundsAreDays ? qsTr("2026-11-23") : ""
                onEditingFinished: field.editor.setLeast(least.text)
            }
        }
        Column {
            spacing: 2
            SmallText {
                //: Above the box for the last day that an answer may be.
                text: field.editor.boundsAreDays ? qsTr("Until") :
                //: Above the box for the most that an answer may be.
                qsTr("At most")
                Accessible.ignored: true
            }
            LineInput {
                id: most
                width: Theme.type.px(170)
                goesOn: true
                //: Screen reader name of the box for the last day that an answer may be.
                name: field.editor.boundsAreDays ? qsTr("Last day it may be") :
                //: Screen reader name of the box for the most that an answer may be.
                qsTr("Most it may be")
                //: In an empty box for a day.
                placeholderText: field.editor.boundsAreDays ? qsTr("2026-11-23") : ""
                onEditingFinished: field.editor.setMost(most.text)
            }
        }
    }
    LineInput {
        id: longest
        width: Theme.type.px(170)
        visible: field.editor.takesLength
        goesOn: true
        //: Screen reader name of the box for the most characters that an answer may have.
        name: qsTr("Most characters")
        inputMethodHints: Qt.ImhDigitsOnly
        onEditingFinished: field.editor.setLengthMax(longest.text)
    }
    Connections {
        target: field.editor
        function onChanged() {
            field.read();
        }
        function onCurrentChanged() {
            least.text = field.editor.least;
            most.text = field.editor.most;
            longest.text = field.editor.lengthMax;
        }
    }
    Component.onCompleted: field.read()
}
