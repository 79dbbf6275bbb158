import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// How much of a whole is done, with the words beneath: "6 of 10 this year".
T.ProgressBar {
    id: bar

    required property string words

    implicitWidth: 280
    implicitHeight: bar.implicitContentHeight
    Accessible.name: bar.words

    contentItem: Column {
        spacing: Theme.space2

        Rectangle {
            id: track
            width: parent.width
            height: 8
            radius: 4
            color: Theme.colors.surfaceSunken
            border.width: Theme.highContrast ? 1 : 0
            border.color: Theme.colors.outline

            Rectangle {
                width: bar.position > 0 ? Math.max(track.height, track.width * bar.position) : 0
                height: track.height
                radius: track.radius
                color: Theme.colors.accent
                x: bar.mirrored ? track.width - width : 0
                Behavior on width  {
                    NumberAnimation {
                        duration: Theme.calm
                        easing.type: Easing.OutCubic
                    }
                }
            }
        }
        Text {
            width: parent.width
            text: bar.words
            color: Theme.colors.ink
            font: Theme.type.smallStrong
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
        }
    }
}
