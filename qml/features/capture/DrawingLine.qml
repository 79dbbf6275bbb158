pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Controls
import Sightline.Capture

// Something drawn in answer to a question: ink on a sheet, numbered marks on a body map, a signature. Every stroke is kept as it ends.
AnswerField {
    id: field

    readonly property bool hasSome: field.line.files.length > 0
    readonly property DrawingSheet shown: sheet.item as DrawingSheet
    property bool isOpening: false                // a sheet just opened takes the focus
    readonly property bool isMap: field.line.drawing === "body-map"
    readonly property bool isSignature: field.line.drawing === "signature"
    //: Button that opens a body map; places on it are pressed to put a numbered mark there.
    readonly property string mapWords: field.hasSome ? qsTr("Add marks") : /*: The same while there is no mark yet. */ qsTr("Mark on the body map")
    //: Button that opens a sheet to sign on with a finger or pen.
    readonly property string signWords: field.hasSome ? qsTr("Sign again") : /*: The same while nobody has signed by hand. */ qsTr("Sign by hand")
    //: Button that opens a sheet to draw on.
    readonly property string drawWords: field.hasSome ? qsTr("Draw more") : /*: The same while nothing is drawn. */ qsTr("Draw")
    readonly property string beginWords: field.isMap ? field.mapWords : field.isSignature ? field.signWords : field.drawWords
    //: Under an open body map. Words go into the question that follows it.
    readonly property string mapHelp: qsTr("Press where you saw something: each place gets a number. Arrow keys move the cross, the space bar marks. Write what you saw beside its number below; words alone are enough.")
    //: Under an open sheet for a signature.
    readonly property string signHelp: qsTr("Sign with a finger, a pen or the mouse. The typed name counts without it.")
    //: Under an open sheet for drawing.
    readonly property string drawHelp: qsTr("Draw with a finger, a pen or the mouse. Words are enough for who would rather write.")

    function openSheet() {
        sheet.setSource("DrawingSheet.qml", {
            line: field.line, session: field.session, over: field.hasSome && !field.isSignature ? field.line.files[0].source : "",
            howWords: field.isMap ? field.mapHelp : field.isSignature ? field.signHelp : field.drawHelp
        });
        sheet.active = true;
        field.isOpening = true;
    }
    function focusSheet() {
        if (!field.isOpening || !field.shown)
            return;
        field.isOpening = false;
        field.shown.area.forceActiveFocus(Qt.TabFocusReason);
    }

    focusTarget: field.shown ? (field.shown.area as Item) : (begin as Item)

    Repeater {
        id: tiles
        model: sheet.active ? [] : field.line.files

        PictureRow {
            required property var modelData // one of LineValues.files

            width: field.width
            source: modelData.source
            title: field.line.drawing === "signature"
                //: Name of a signature drawn by hand, beside its picture.
                ? qsTr("Signature")
                : field.line.drawing === "body-map"
                //: Name of a body map with marks, beside its picture.
                ? qsTr("Body map")
                //: Name of a drawing, beside its picture.
                : qsTr("Drawing")
            detail: modelData.size
            onOpenAsked: large.show(modelData.source, title)
            onRemoveAsked: {
                field.session.removeFile(field.line.key, modelData.row);
                begin.forceActiveFocus(Qt.OtherFocusReason);    // nobody is left standing on a button that is gone
            }
        }
    }
    Loader {
        id: sheet
        width: parent.width
        active: false
    }
    // Once it has been laid out, so that the page scrolls to the whole of it.
    FrameAnimation {
        id: laidOut
        running: field.isOpening
        onTriggered: {
            if (laidOut.currentFrame > 1)
                field.focusSheet();
        }
    }
    Connections {
        target: sheet.item
        function onCloseAsked() {
            sheet.active = false;
            begin.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    SecondaryButton {
        id: begin
        width: field.session.asksInTheRoom ? field.width : Math.min(implicitWidth, field.width)
        height: Math.max(implicitHeight, field.session.asksInTheRoom ? 64 : 0)   // pressed by a child
        visible: !sheet.active
        iconName: field.line.drawing === "signature" ? "sign" : "draft"
        text: field.beginWords
        //: Screen reader name. %1 is what the button says, %2 the question.
        Accessible.name: qsTr("%1: %2").arg(field.beginWords).arg(field.line.accessibleName)
        onClicked: field.openSheet()
        onActiveFocusChanged: {
            if (begin.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
    PictureView {
        id: large
        function show(source: string, name: string) {
            large.source = source;
            large.name = name;
            large.open();
        }
    }
}
