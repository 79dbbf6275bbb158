pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls

// Better words for the misspelt one that the cursor was put into, inside the foot of its field.
FocusScope {
    id: bar

    required property SpellMarks marks
    required property Item writing
    readonly property string word: bar.marks.word
    property list<string> better

    function put(word: string) {
        bar.writing.forceActiveFocus(Qt.OtherFocusReason);   // the field hands on only what is typed in it
        bar.marks.replace(word);
    }

    visible: bar.word.length > 0 && (bar.writing.activeFocus || bar.activeFocus)
    height: choices.implicitHeight

    onWordChanged: bar.better = []

    Flow {
        id: choices
        width: bar.width

        QuietButton {
            visible: bar.better.length === 0
            //: Button in the foot of a text: the word under the cursor is not in the dictionary. %1 is the word.
            text: qsTr("Spelling of “%1”").arg(bar.word)
            onClicked: {
                bar.better = bar.marks.suggestions();
                if (bar.better.length > 0)
                    first.itemAt(0).forceActiveFocus(Qt.OtherFocusReason);
                else
                    leave.forceActiveFocus(Qt.OtherFocusReason);
            }
        }
        Repeater {
            id: first
            model: bar.better

            QuietButton {
                required property string modelData
                text: modelData
                //: Screen reader name of a button that puts a better word for a misspelt one. %1 is the better word, %2 the one that stands.
                Accessible.name: qsTr("Write %1 for %2").arg(modelData).arg(bar.word)
                onClicked: bar.put(modelData)
            }
        }
        QuietButton {
            id: leave
            //: Button in the foot of a text: a word the dictionary does not know is right.
            text: qsTr("It is right")
            onClicked: {
                bar.writing.forceActiveFocus(Qt.OtherFocusReason);
                bar.marks.keep();
            }
        }
    }
}
