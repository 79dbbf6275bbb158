import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Sync

// How things stand, in a sentence: is my work safe, and where is it?
Column {
    id: standing

    required property SyncView view

    readonly property color ink: standing.view.tone === StatusLine.Good ? Theme.colors.good
                               : standing.view.tone === StatusLine.Attention ? Theme.colors.attention
                               : standing.view.tone === StatusLine.Info ? Theme.colors.info : Theme.colors.inkMuted
    readonly property color ground: standing.view.tone === StatusLine.Good ? Theme.colors.goodSoft
                                  : standing.view.tone === StatusLine.Attention ? Theme.colors.attentionSoft
                                  : standing.view.tone === StatusLine.Info ? Theme.colors.infoSoft : Theme.colors.surfaceSunken

    spacing: Theme.space3

    Rectangle {
        anchors.left: parent.left
        width: 64
        height: 64
        radius: 32
        color: standing.ground
        border.width: Theme.highContrast ? Theme.hairline : 0
        border.color: standing.ink

        Icon {
            anchors.centerIn: parent
            width: 34
            height: 34
            name: standing.view.glyphIcon
            color: standing.ink
        }
    }
    SectionTitle {
        width: parent.width
        text: standing.view.headline
        lineHeight: Theme.lineHeight
    }
    BodyText {
        width: parent.width
        visible: text.length > 0
        text: standing.view.detail
        color: Theme.colors.inkMuted
    }
}
