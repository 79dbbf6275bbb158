import QtQuick
import Sightline.Theme
import Sightline.Capture

// One line of a form's page. Which control draws it follows from its kind alone: no form is known to the screen.
Item {
    id: formLine

    required property FormSession session
    required property int depth
    required property string key
    required property string kind
    required property string label
    required property string accessibleName
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
    required property bool isSensitive
    required property bool looksBack
    required property bool canRemove
    required property string masked
    required property var files // list of maps, as in LineValues
    required property bool takesMore
    required property string takes
    required property bool isWorking
    required property int unkeptPhotos
    required property bool sideBySide
    required property string drawing

    readonly property string control: formLine.comesLater ? "LaterLine.qml"
        : ({
            heading: "HeadingLine.qml", note: "NoteLine.qml",
            longText: "LongTextLine.qml", shortText: "ShortTextLine.qml", signature: "SignatureLine.qml",
            yesNo: "YesNoLine.qml", faces: "FacesLine.qml", oneOf: "OneOfLine.qml", oneOfOrText: "OneOfLine.qml", someOf: "SomeOfLine.qml",
            integer: "NumberLine.qml", decimal: "NumberLine.qml",
            date: "DateLine.qml", time: "DateLine.qml", dateTime: "DateLine.qml",
            pickOne: "PickLine.qml", pickOneOrText: "PickLine.qml", attachment: "PictureLine.qml", drawing: "DrawingLine.qml", worked: "WorkedLine.qml", rowTitle: "EntryLine.qml", addRow: "AddLine.qml", addAnswer: "AddLine.qml",
        })[formLine.kind] ?? "LaterLine.qml"
    readonly property real indent: Math.min(formLine.depth, 3) * Theme.space3

    implicitHeight: loader.height                    // a line of no height takes no room; hidden, it could never get one again

    LineValues {
        id: values
        key: formLine.key
        kind: formLine.kind
        label: formLine.label
        accessibleName: formLine.accessibleName
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
        isSensitive: formLine.isSensitive
        looksBack: formLine.looksBack
        canRemove: formLine.canRemove
        masked: formLine.masked
        files: formLine.files
        takesMore: formLine.takesMore
        takes: formLine.takes
        isWorking: formLine.isWorking
        unkeptPhotos: formLine.unkeptPhotos
        sideBySide: formLine.sideBySide
        drawing: formLine.drawing
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
        // Whichever of a question's controls is in use, it is this question that a reopened draft goes to.
        onActiveFocusChanged: {
            if (loader.activeFocus)
                formLine.session.focusOn(formLine.key);
        }
        Component.onCompleted: loader.setSource(formLine.control, { line: values, session: formLine.session })
    }
    Connections {
        target: formLine.session
        function onFocusAsked(key: string) {
            if (key === formLine.key)
                values.focusWanted();
        }
        function onTextRefused(key: string) {
            if (key === formLine.key)
                values.textRefused();
        }
    }
}
