import QtQuick
import Sightline.Theme

// The one obvious next step of a page.
BaseButton {
    id: button

    fill: button.down ? Theme.colors.accentPressed : Theme.colors.accent
    ink: Theme.colors.accentInk
    edge: "transparent"
}
