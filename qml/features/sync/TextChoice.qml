import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls

// One of two texts: whose it is, when, and every word of it. Chosen, it says that it stays.
T.RadioDelegate {
    id: choice

    required property string who
    required property string words
    required property bool chosen
    signal asked

    implicitWidth: 320
    implicitHeight: Math.max(Theme.touchTarget, choice.implicitContentHeight + choice.topPadding + choice.bottomPadding)
    padding: Theme.space4
    focusPolicy: Qt.StrongFocus               // a delegate takes none of its own, and a keyboard needs it
    hoverEnabled: true
    autoExclusive: false
    text: choice.words
    checked: choice.chosen

    Accessible.name: choice.who + ": " + choice.words

    onClicked: {
        choice.asked();
        choice.checked = Qt.binding(() => choice.chosen);
    }

    contentItem: Column {
        spacing: Theme.space2

        Item {
            width: parent.width
            height: Math.max(mark.height, whose.implicitHeight)

            RadioMark {
                id: mark
                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                on: choice.chosen
            }
            Text {
                id: whose
                anchors.left: mark.right
                anchors.leftMargin: Theme.space3
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: choice.who
                color: Theme.colors.inkMuted
                font: Theme.type.smallStrong
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
            }
        }
        Text {
            width: parent.width
            text: choice.words
            color: Theme.colors.ink
            font: Theme.type.body
            lineHeight: Theme.lineHeight
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: choice.chosen ? Theme.colors.accentSoft : Theme.colors.surfaceRaised
        border.width: choice.chosen ? Theme.edge : Theme.hairline
        border.color: choice.chosen ? Theme.colors.accent : Theme.highContrast ? Theme.colors.outline : Theme.colors.line

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: choice.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: choice.down || (choice.hovered && !choice.chosen)
        }
        FocusRing {
            shown: choice.visualFocus
        }
    }
}
