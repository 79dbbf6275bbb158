pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls

// Ten large digits for a PIN, and how many were typed; never which. A keyboard types too.
FocusScope {
    id: pad

    required property int length               // digits typed so far
    required property string name              // what a screen reader says: which PIN is asked for
    property string help                       // and why it is asked for again
    property bool canEnter: false
    property bool waits: false                 // nothing is taken now
    property string enterText
    signal digitAsked(int digit)
    signal eraseAsked
    signal enterAsked

    readonly property int keyHeight: Math.max(Theme.touchTarget + Theme.space3, Theme.type.px(44))

    implicitWidth: 320
    implicitHeight: body.implicitHeight

    Keys.onPressed: event => {
        const digit = event.text.length === 1 ? "0123456789".indexOf(event.text) : -1;
        if (digit >= 0)
            pad.digitAsked(digit);
        else if (event.key === Qt.Key_Backspace || event.key === Qt.Key_Delete)
            pad.eraseAsked();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            pad.enterAsked();
        else
            return;
        event.accepted = true;
    }

    Column {
        id: body
        width: parent.width
        spacing: Theme.space4

        // Has the keyboard at first, and says what is asked for and how much of it is there.
        FocusScope {
            id: typed
            width: parent.width
            height: Math.max(Theme.touchTarget, Theme.type.px(48))
            activeFocusOnTab: true
            focus: true

            Accessible.role: Accessible.EditableText
            Accessible.focusable: true
            Accessible.name: pad.name
            //: Read out while a PIN is typed. %n is how many digits are there.
            Accessible.description: qsTr("%n digit(s) typed.", "", pad.length) + (pad.help.length > 0 ? " " + pad.help : "")

            FieldFrame {
                anchors.fill: parent
                focused: typed.activeFocus
                wrong: pad.help.length > 0 && pad.length === 0
            }
            Row {
                anchors.centerIn: parent
                spacing: Theme.space3

                Repeater {
                    model: Math.max(6, pad.length)

                    Rectangle {
                        id: dot
                        required property int index
                        readonly property bool full: dot.index < pad.length
                        width: Theme.type.px(14)
                        height: width
                        radius: width / 2
                        color: dot.full ? Theme.colors.ink : "transparent"
                        border.width: Theme.edge
                        border.color: dot.full ? Theme.colors.ink : Theme.colors.inkMuted
                    }
                }
            }
        }
        Grid {
            id: keys
            columns: 3
            spacing: Theme.space2
            width: parent.width
            // Digits stand as on every keypad, whichever way the language is read.
            LayoutMirroring.enabled: false
            LayoutMirroring.childrenInherit: true
            readonly property real keyWidth: (keys.width - 2 * keys.spacing) / 3

            Repeater {
                model: 9

                SecondaryButton {
                    id: key
                    required property int index
                    width: keys.keyWidth
                    height: pad.keyHeight
                    enabled: !pad.waits
                    font: Theme.type.card
                    text: key.index + 1
                    onClicked: pad.digitAsked(key.index + 1)
                }
            }
            SecondaryButton {
                width: keys.keyWidth
                height: pad.keyHeight
                enabled: pad.length > 0
                iconName: "back"
                //: Screen reader name of a key of the keypad: takes the last digit away.
                Accessible.name: qsTr("Delete the last digit")
                onClicked: pad.eraseAsked()
            }
            SecondaryButton {
                width: keys.keyWidth
                height: pad.keyHeight
                enabled: !pad.waits
                font: Theme.type.card
                text: "0"
                onClicked: pad.digitAsked(0)
            }
            PrimaryButton {
                width: keys.keyWidth
                height: pad.keyHeight
                enabled: pad.canEnter
                iconName: "check"
                Accessible.name: pad.enterText
                onClicked: pad.enterAsked()
            }
        }
    }
}
