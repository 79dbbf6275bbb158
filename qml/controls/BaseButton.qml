import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// What every button of ours shares: size, focus ring, pressed and disabled looks. The kinds below choose the colours.
T.Button {
    id: button

    property string iconName
    property bool iconFlips: false
    property color fill: Theme.colors.surfaceRaised
    property color ink: Theme.colors.ink
    property color edge: Theme.colors.line

    implicitWidth: Math.max(Theme.touchTarget, button.implicitContentWidth + button.leftPadding + button.rightPadding)
    implicitHeight: Math.max(Theme.touchTarget, button.implicitContentHeight + button.topPadding + button.bottomPadding)
    horizontalPadding: Theme.space5
    verticalPadding: Theme.space3
    font: Theme.type.bodyStrong
    opacity: button.enabled ? 1 : 0.45
    hoverEnabled: true

    Accessible.name: button.text              // said and kept up to date also where a screen reader comes later

    // The return key presses a button that has the focus, as people expect it to.
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    contentItem: ButtonContent {
        text: button.text
        ink: button.ink
        font: button.font
        iconName: button.iconName
        iconFlips: button.iconFlips
    }
    background: Rectangle {
        radius: Theme.radius
        color: button.fill
        border.width: button.edge.a > 0 ? Theme.hairline : 0
        border.color: button.edge

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: button.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: button.down || button.hovered
        }
        FocusRing {
            shown: button.visualFocus
        }
    }
}
