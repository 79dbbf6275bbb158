pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Templates

// Everything about the section or question one is at.
Column {
    id: pane

    required property TemplateEditor editor
    signal conditionAsked
    signal holderAsked
    signal choiceMoved(int to, int by)

    function focusWords() {
        words.forceActiveFocus(Qt.TabFocusReason);
        words.selectAll();
    }

    // The row keeps the keyboard, so that a choice is moved on by pressing again.
    function moveChoice(choice: int, by: int) {
        pane.editor.moveChoice(choice, by);
        pane.choiceMoved(choice + by, by);
    }

    spacing: Theme.space5

    StatusLine {
        width: parent.width
        visible: text.length > 0
        text: pane.editor.itemProblem
        iconName: "alert"
        tone: StatusLine.Attention
    }
    Banner {
        width: parent.width
        visible: pane.editor.notice.length > 0
        text: pane.editor.notice
        tone: StatusLine.Attention
        Accessible.role: Accessible.AlertMessage
        Accessible.name: pane.editor.notice
    }
    Field {
        width: parent.width
        //: Label of the name of a section of a template.
        label: pane.editor.isGroup ? qsTr("Name of the section") :
        //: Label of the words of a question of a template.
        pane.editor.hasAnswer ? qsTr("Question") :
        //: Label of words in a template that are only read.
        qsTr("Words to read")

        LongInput {
            id: words
            width: parent.width
            height: Math.max(Theme.touchTarget, words.implicitHeight)
            linesMin: 1
            //: Screen reader name of the words of a section or question of a template.
            name: qsTr("Words")
            onTextChanged: if (words.activeFocus)
                pane.editor.text = words.text
        }
    }
    Field {
        width: parent.width
        visible: !pane.editor.isGroup && pane.editor.kindIndex >= 0
        //: Label of the kinds of answer that a question of a template can have.
        label: qsTr("Answered with")

        QuietButton {
            id: more
            property bool open: false
            width: Math.min(more.implicitWidth, parent ? parent.width : more.implicitWidth)
            leftPadding: 0
            iconName: more.open ? "up" : "down"
            text: pane.editor.kind
            //: Screen reader name of the button that lists the kinds of answer. %1 is the present kind.
            Accessible.name: qsTr("Answered with: %1. Change").arg(pane.editor.kind)
            onClicked: more.open = !more.open
        }
        ChoiceList {
            width: parent.width
            visible: more.open

            Repeater {
                model: more.open ? pane.editor.kinds : []

                ChoiceRow {
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    label: modelData
                    chosen: pane.editor.kindIndex === index
                    divided: index > 0
                    onAsked: {
                        more.open = false;
                        more.forceActiveFocus(Qt.TabFocusReason);
                        pane.editor.setKind(index);
                    }
                }
            }
        }
    }
    Field {
        width: parent.width
        visible: pane.editor.scaleIndex >= 0
        //: Label of the scales that can answer a question of a template.
        label: qsTr("Scale")

        ChoiceList {
            width: parent.width

            Repeater {
                model: pane.editor.scaleIndex >= 0 ? pane.editor.scales : []

                ChoiceRow {
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    label: modelData
                    chosen: pane.editor.scaleIndex === index
                    divided: index > 0
                    onAsked: pane.editor.setScale(index)
                }
            }
        }
    }
    Field {
        width: parent.width
        visible: pane.editor.hasChoices
        //: Label of the choices of a question of a template.
        label: qsTr("Choices")

        Repeater {
            id: choices
            model: pane.editor.hasChoices ? pane.editor.choices.length : 0

            // The words take the line; where that leaves them too little, what is done with them stands below.
            Flow {
                id: choice
                required property int index
                readonly property bool tight: choice.width < buttons.width + Theme.type.px(190)
                width: parent ? parent.width : 0
                Connections {
                    target: pane
                    function onChoiceMoved(to: int, by: int) {
                        if (to !== choice.index)
                            return;
                        const button = by < 0 ? up : down;
                        (button.enabled ? button : by < 0 ? down : up).forceActiveFocus(Qt.TabFocusReason);
                    }
                }
                layoutDirection: choice.tight ? Qt.RightToLeft : Qt.LeftToRight

                LineInput {
                    id: label
                    width: choice.tight ? choice.width : choice.width - buttons.width
                    onTextChanged: if (!label.activeFocus)
                        label.cursorPosition = 0   // else its end is shown, not its beginning
                    text: pane.editor.choices[choice.index] ?? ""
                    goesOn: true
                    //: Screen reader name of a choice of a question. %1 is its number.
                    name: qsTr("Choice %1").arg(choice.index + 1)
                    onEditingFinished: pane.editor.renameChoice(choice.index, label.text)
                }
                Row {
                    id: buttons

                    IconButton {
                        id: up
                        enabled: choice.index > 0
                        iconName: "up"
                        //: Screen reader name of the button that moves a choice towards the first. %1 is the choice.
                        name: qsTr("Move up: %1").arg(label.text)
                        onClicked: pane.moveChoice(choice.index, -1)
                    }
                    IconButton {
                        id: down
                        enabled: choice.index < choices.count - 1
                        iconName: "down"
                        //: Screen reader name of the button that moves a choice towards the last. %1 is the choice.
                        name: qsTr("Move down: %1").arg(label.text)
                        onClicked: pane.moveChoice(choice.index, 1)
                    }
                    IconButton {
                        id: away
                        iconName: "close"
                        //: Screen reader name of the button that takes a choice out. %1 is the choice.
                        name: qsTr("Take out: %1").arg(label.text)
                        onClicked: pane.editor.removeChoice(choice.index)
                    }
                }
            }
        }
        QuietButton {
            leftPadding: 0
            iconName: "plus"
            //: Button under the choices of a question of a template.
            text: qsTr("Add a choice")
            onClicked: pane.editor.addChoice()
        }
    }
    AnswerLimitsField {
        width: parent.width
        visible: pane.editor.takesBounds || pane.editor.takesLength
        editor: pane.editor
    }
    ChoiceList {
        width: parent.width

        SwitchRow {
            width: parent.width
            visible: pane.editor.hasAnswer
            height: visible ? implicitHeight : 0
            //: Switch of a question of a template.
            label: qsTr("Must be answered")
            on: pane.editor.isRequired
            onAsked: pane.editor.setRequired(!pane.editor.isRequired)
        }
        SwitchRow {
            width: parent.width
            visible: pane.editor.isGroup
            height: visible ? implicitHeight : 0
            //: Switch of a section of a template.
            label: qsTr("Asked once for each")
            //: Under the switch that makes a section a list.
            detail: qsTr("For each child, person or action: people add as many as there are.")
            on: pane.editor.repeats
            onAsked: pane.editor.setRepeats(!pane.editor.repeats)
        }
        SwitchRow {
            width: parent.width
            divided: true
            //: Switch of a section or question of a template.
            label: qsTr("Sensitive")
            //: Under the switch that makes a question sensitive.
            detail: qsTr("Covered on the screen until pressed, and left out of lists.")
            on: pane.editor.isSensitive
            onAsked: pane.editor.setSensitive(!pane.editor.isSensitive)
        }
    }
    Field {
        width: parent.width
        visible: pane.editor.roles.length > 1
        //: Label of who answers a section or question of a template.
        label: qsTr("Who answers it")

        ChoiceList {
            width: parent.width

            Repeater {
                model: pane.editor.roles

                ChoiceRow {
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    label: modelData
                    chosen: pane.editor.roleIndex === index
                    divided: index > 0
                    onAsked: pane.editor.setRole(index)
                }
            }
        }
        QuietButton {
            leftPadding: 0
            visible: pane.editor.holders.length > 0
            iconName: "people"
            //: Button under who answers a section or question of a template: lists the roles of the council.
            text: qsTr("Somebody with another role")
            onClicked: pane.holderAsked()
        }
    }
    Field {
        width: parent.width
        visible: pane.editor.hasAnswer
        optional: true
        //: Label of the line of help under a question of a template.
        label: qsTr("Help")

        LongInput {
            id: hint
            width: parent.width
            linesMin: 2
            //: Screen reader name of the line of help under a question of a template.
            name: qsTr("Help")
            onTextChanged: if (hint.activeFocus)
                pane.editor.hint = hint.text
        }
    }
    Field {
        width: parent.width
        visible: pane.editor.hasAnswer
        optional: true
        //: Label of what a good answer to a question of a template looks like.
        label: qsTr("What good looks like")

        LongInput {
            id: good
            width: parent.width
            linesMin: 2
            //: Screen reader name of what a good answer to a question of a template looks like.
            name: qsTr("What good looks like")
            onTextChanged: if (good.activeFocus)
                pane.editor.good = good.text
        }
    }
    Field {
        width: parent.width
        //: Label of when a section or question of a template is shown.
        label: qsTr("Show this")

        BodyText {
            width: parent.width
            text: pane.editor.conditions.length === 0 ?
            //: When a section or question of a template is shown.
            qsTr("Always") :
            //: When a section or question of a template is shown: the conditions follow.
            pane.editor.conditions.length === 1 ? qsTr("When") :
            //: When a section or question of a template is shown: the conditions follow.
            pane.editor.isAny ? qsTr("When any of these is so:") :
            //: When a section or question of a template is shown: the conditions follow.
            qsTr("When all of these are so:")
        }
        Repeater {
            model: pane.editor.conditions

            Item {
                id: condition
                required property string modelData
                required property int index
                width: parent ? parent.width : 0
                height: Math.max(sentence.implicitHeight, drop.height)

                BodyText {
                    id: sentence
                    width: parent.width - drop.width - Theme.space2
                    anchors.verticalCenter: parent.verticalCenter
                    text: condition.modelData
                }
                IconButton {
                    id: drop
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: "close"
                    //: Screen reader name of the button that takes a condition away. %1 is the condition.
                    name: qsTr("Take away: %1").arg(condition.modelData)
                    onClicked: pane.editor.removeCondition(condition.index)
                }
            }
        }
        SwitchRow {
            width: parent.width
            visible: pane.editor.conditions.length > 1
            height: visible ? implicitHeight : 0
            //: Switch over several conditions of a question of a template.
            label: qsTr("One of them is enough")
            on: pane.editor.isAny
            onAsked: pane.editor.setAny(!pane.editor.isAny)
        }
        QuietButton {
            leftPadding: 0
            iconName: "plus"
            //: Button under the conditions of a section or question of a template.
            text: qsTr("Add a condition")
            onClicked: pane.conditionAsked()
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.space2

        QuietButton {
            leftPadding: 0
            enabled: pane.editor.canMoveUp
            iconName: "up"
            //: Moves a section or question of a template towards the beginning.
            text: qsTr("Move up")
            onClicked: pane.editor.moveUp()
        }
        QuietButton {
            enabled: pane.editor.canMoveDown
            iconName: "down"
            //: Moves a section or question of a template towards the end.
            text: qsTr("Move down")
            onClicked: pane.editor.moveDown()
        }
        QuietButton {
            iconName: "remove"
            //: Takes a section or question out of a template; it can be undone.
            text: qsTr("Delete")
            onClicked: pane.editor.remove()
        }
    }
    Connections {
        target: pane.editor
        function onChanged() {
            pane.readWords();
        }
        function onCurrentChanged() {
            more.open = false;
            pane.showWords();
        }
    }
    // Words are the model's until somebody types them.
    function readWords() {
        if (!words.activeFocus)
            words.text = pane.editor.text;
        if (!hint.activeFocus)
            hint.text = pane.editor.hint;
        if (!good.activeFocus)
            good.text = pane.editor.good;
    }
    function showWords() {
        words.text = pane.editor.text;
        hint.text = pane.editor.hint;
        good.text = pane.editor.good;
    }
    Component.onCompleted: pane.showWords()
}
