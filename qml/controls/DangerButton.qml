import QtQuick
import Sightline.Theme

// Takes something away. Never the first button of a page.
BaseButton {
    ink: Theme.colors.urgent
    edge: Theme.colors.urgent
}
