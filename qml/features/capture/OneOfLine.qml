pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Capture

// One of several answers; where the form allows it, also one in words of one's own.
AnswerField {
    id: field

    focusTarget: rows.count > 0 ? rows.itemAt(0) : other
    Accessible.role: Accessible.Grouping
    Accessible.name: field.line.accessibleName
    Accessible.description: field.said

    ChoiceList {
        width: parent.width

        Flow {
            width: parent.width

            Repeater {
                id: rows
                model: field.line.choiceLabels

                ChoiceRow {
                    id: choice
                    required property string modelData
                    required property int index

                    width: field.columnWidth
                    label: modelData
                    chosen: field.line.chosen.includes(index)
                    divided: index >= field.columns
                    onAsked: {
                        const goesOn = choice.byPointer && field.line.chosen.length === 0;
                        field.session.focusOn(field.line.key);
                        field.session.choose(field.line.key, index);
                        if (goesOn)
                            field.session.goOnFrom(field.line.key);
                    }
                }
            }
        }
    }
    LineInput {
        id: other
        visible: field.line.kind === "oneOfOrText"
        width: parent.width
        inputMethodHints: field.keyboardHints
        //: Screen reader name of the field for an answer that is not in the list. %1 is the question.
        name: qsTr("%1, in your own words").arg(field.line.accessibleName)
        help: field.said
        //: Inside the empty field for an answer that is not in the list.
        placeholderText: qsTr("Something else")
        text: field.line.answer
        goesOn: true
        onTextEdited: field.session.setText(field.line.key, other.text)
        onActiveFocusChanged: {
            if (other.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
    NameVeil {
        parent: other
        anchors.fill: parent
        masked: other.visible && other.text.length > 0 ? field.line.masked : ""
        writing: other.activeFocus
    }
}
