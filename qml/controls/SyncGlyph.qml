import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// The state of sending, in one place on every page: a small cloud, with its words where there is room.
T.Button {
    id: glyph

    required property string words
    required property string iconName
    property int tone: StatusLine.Plain
    property bool wordless: false

    readonly property color ink: glyph.tone === StatusLine.Good ? Theme.colors.good
                               : glyph.tone === StatusLine.Attention ? Theme.colors.attention
                               : glyph.tone === StatusLine.Urgent ? Theme.colors.urgent
                               : glyph.tone === StatusLine.Info ? Theme.colors.info : Theme.colors.inkMuted

    implicitWidth: Math.max(Theme.touchTarget, content.implicitWidth + 2 * Theme.space2)
    implicitHeight: Theme.touchTarget
    hoverEnabled: true
    text: glyph.words

    //: Screen reader name of the sync button in the top bar, before the state of sending is known.
    Accessible.name: glyph.words.length > 0 ? glyph.words : qsTr("Sync")
    //: Screen reader description of the sync button in the top bar.
    Accessible.description: qsTr("Opens what is sent and what is waiting")

    contentItem: Item {
        Row {
            id: content
            anchors.centerIn: parent
            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.iconSmall + 2
                height: Theme.iconSmall + 2
                name: glyph.iconName
                color: glyph.ink
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                visible: !glyph.wordless
                text: glyph.words
                color: glyph.ink
                font: Theme.type.smallStrong
                textFormat: Text.PlainText
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: glyph.down ? Theme.colors.pressed : glyph.hovered ? Theme.colors.hovered : "transparent"
        FocusRing { shown: glyph.visualFocus }
    }
}
