import QtQuick
import Sightline.Theme

// An action that must not draw the eye: words in the accent colour, no box until touched.
BaseButton {
    fill: "transparent"
    edge: "transparent"
    ink: Theme.colors.accent
    horizontalPadding: Theme.space3
}
