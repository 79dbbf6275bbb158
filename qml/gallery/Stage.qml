import QtQuick
import Sightline.Theme

// One picture of the gallery: a shelf in one look.
Rectangle {
    id: stage

    required property url source
    property bool dark: false
    property bool highContrast: false
    property real textFactor: 1
    property bool rightToLeft: false
    property bool bare: false                     // a whole page brings its own margins

    color: Theme.colors.surface
    LayoutMirroring.enabled: stage.rightToLeft
    LayoutMirroring.childrenInherit: true

    Binding {
        target: Theme
        property: "scheme"
        value: stage.dark ? Theme.Dark : Theme.Light
    }
    Binding {
        target: Theme
        property: "highContrast"
        value: stage.highContrast
    }
    Binding {
        target: Theme
        property: "textFactor"
        value: stage.textFactor
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: true
    }

    implicitHeight: shelf.implicitHeight + 2 * Theme.space5

    Loader {
        id: shelf
        x: Theme.space4
        y: Theme.space5
        width: stage.width - 2 * Theme.space4
        source: stage.source
    }
}
