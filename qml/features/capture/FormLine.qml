pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// One line of a form's page. Which control draws it follows from its kind alone: no form is known to the screen.
Item {
    id: formLine

    required property FormSession session
    required property int depth
    required property string key
    required property string kind
    required property string label
    required property string help
    required property string prompt
    required property string unit
    required property string answer
    required property list<string> choiceLabels
    required property var chosen // list of int, as in LineValues
    required property string optionList
    required property string problem
    required property bool isRequired
    required property bool comesLater
    required property string listKey
    required property string entry
    signal entryRemoved

    readonly property real indent: Math.min(formLine.depth, 3) * Theme.space3

    implicitHeight: loader.height
    visible: loader.height > 0

    LineValues {
        id: values
        key: formLine.key
        kind: formLine.kind
        label: formLine.label
        help: formLine.help
        prompt: formLine.prompt
        unit: formLine.unit
        answer: formLine.answer
        choiceLabels: formLine.choiceLabels
        chosen: formLine.chosen
        optionList: formLine.optionList
        problem: formLine.problem
        isRequired: formLine.isRequired
        comesLater: formLine.comesLater
        listKey: formLine.listKey
        entry: formLine.entry
    }
    Rectangle {                                       // the thread that ties an entry's questions together
        visible: formLine.depth > 0
        x: formLine.LayoutMirroring.enabled ? parent.width - width : 0
        width: Theme.edge
        height: parent.height
        color: Theme.colors.line
    }
    Loader {
        id: loader
        x: formLine.LayoutMirroring.enabled ? 0 : formLine.indent
        width: formLine.width - formLine.indent
        sourceComponent: formLine.comesLater ? later
                       : formLine.kind === "heading" ? heading
                       : formLine.kind === "note" ? note
                       : formLine.kind === "longText" ? longText
                       : formLine.kind === "shortText" ? shortText
                       : formLine.kind === "signature" ? signature
                       : formLine.kind === "yesNo" ? yesNo
                       : formLine.kind === "oneOf" || formLine.kind === "oneOfOrText" ? oneOf
                       : formLine.kind === "someOf" ? someOf
                       : formLine.kind === "integer" || formLine.kind === "decimal" ? number
                       : formLine.kind === "date" || formLine.kind === "time" || formLine.kind === "dateTime" ? date
                       : formLine.kind === "pickOne" ? pickOne
                       : formLine.kind === "worked" ? worked
                       : formLine.kind === "rowTitle" ? entryTitle
                       : formLine.kind === "addRow" ? add
                       : later
    }
    Connections {
        target: formLine.session
        function onFocusAsked(key: string) {
            if (key === formLine.key && formLine.kind !== "heading" && formLine.kind !== "addRow")
                values.focusWanted();
        }
    }

    Component { id: heading; SectionTitle { text: values.label } }
    Component { id: note; Banner { text: values.label } }
    Component { id: longText; LongTextLine { line: values; session: formLine.session } }
    Component { id: shortText; ShortTextLine { line: values; session: formLine.session } }
    Component { id: signature; SignatureLine { line: values; session: formLine.session } }
    Component { id: yesNo; YesNoLine { line: values; session: formLine.session } }
    Component { id: oneOf; OneOfLine { line: values; session: formLine.session } }
    Component { id: someOf; SomeOfLine { line: values; session: formLine.session } }
    Component { id: number; NumberLine { line: values; session: formLine.session } }
    Component { id: date; DateLine { line: values; session: formLine.session } }
    Component { id: pickOne; PickLine { line: values; session: formLine.session } }
    Component { id: later; LaterLine { line: values; session: formLine.session } }
    Component { id: worked; WorkedLine { line: values; session: formLine.session } }
    Component {
        id: entryTitle
        EntryLine { line: values; session: formLine.session; onRemoved: formLine.entryRemoved() }
    }
    Component {
        id: add
        SecondaryButton {
            //: Adds an entry to a list of a form. %1 is the list, for example "Who was there".
            text: qsTr("Add: %1").arg(values.label)
            iconName: "plus"
            onClicked: formLine.session.addEntry(values.key)
        }
    }
}
