import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// A setting that takes effect at once. The word On or Off stands beside the switch. Not a SwitchDelegate: in Qt 6.4 a screen reader that
// begins while one is there is told of a list item, which cannot be on or off.
T.CheckDelegate {
    id: row

    required property string label
    required property bool on
    property string detail
    property bool divided: false
    signal asked

    implicitWidth: 320
    implicitHeight: Math.max(Theme.touchTarget + 8, row.implicitContentHeight + row.topPadding + row.bottomPadding)
    horizontalPadding: Theme.space4
    verticalPadding: Theme.space3
    focusPolicy: Qt.StrongFocus               // a delegate takes none of its own, and a keyboard needs it
    hoverEnabled: true
    text: row.label
    checked: row.on

    Accessible.name: row.label
    Accessible.description: row.detail

    onClicked: {
        row.asked();
        row.checked = Qt.binding(() => row.on);
    }

    contentItem: Item {
        implicitHeight: Math.max(words.implicitHeight, track.height)

        Column {
            id: words
            anchors.left: parent.left
            anchors.right: state.left
            anchors.rightMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter

            Text {
                width: parent.width
                text: row.label
                color: Theme.colors.ink
                font: Theme.type.body
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
            }
            Text {
                width: parent.width
                visible: row.detail.length > 0
                text: row.detail
                color: Theme.colors.inkMuted
                font: Theme.type.small
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
            }
        }
        Text {
            id: state
            anchors.right: track.left
            anchors.rightMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            //: The state of a switch in the settings.
            text: row.on ? qsTr("On") :
            //: The state of a switch in the settings.
            qsTr("Off")
            color: Theme.colors.inkMuted
            font: Theme.type.small
        }
        Rectangle {
            id: track
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: 50
            height: 30
            radius: 15
            color: row.on ? Theme.colors.accent : Theme.colors.surfaceSunken
            border.width: row.on ? 0 : Theme.edge
            border.color: Theme.colors.outline

            Rectangle {
                y: 4
                x: (row.on !== row.mirrored) ? parent.width - width - 4 : 4
                width: 22
                height: 22
                radius: 11
                color: row.on ? Theme.colors.accentInk : Theme.colors.outline
                Behavior on x  {
                    NumberAnimation {
                        duration: Theme.quick
                    }
                }
            }
        }
    }
    background: RowBackground {
        down: row.down
        hovered: row.hovered
        divided: row.divided
        focused: row.visualFocus
        mirrored: row.mirrored
        lineLeft: row.leftPadding
    }
}
