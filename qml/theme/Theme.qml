pragma Singleton
import QtQuick
import Sightline.Theme

// The tokens every control and page draws with. What a person chose (More > Settings) is set here by the application's
// root; Qt 6.4 reports none of it reliably (decisions 30), so only the dark palette and the font are read from the system.
QtObject {
    id: theme

    enum Scheme {
        FollowSystem,
        Light,
        Dark
    }

    property int scheme: Theme.FollowSystem
    property bool highContrast: false
    property real textFactor: 1.0            // 1.0 to 2.0
    property bool reducedMotion: false

    readonly property bool dark: theme.scheme === Theme.Dark || (theme.scheme === Theme.FollowSystem && theme.systemIsDark)
    readonly property ColorRoles colors: theme.highContrast ? (theme.dark ? theme.highDark : theme.highLight) : (theme.dark ? theme.plainDark : theme.plainLight)
    readonly property TypeScale type: TypeScale {
        family: theme.family
        factor: theme.textFactor
    }

    // Space and sizes, in pixels at 100 %.
    readonly property int space1: 4
    readonly property int space2: 8
    readonly property int space3: 12
    readonly property int space4: 16
    readonly property int space5: 24
    readonly property int space6: 32
    readonly property int space7: 48
    readonly property int touchTarget: 48
    readonly property int radius: 12
    readonly property int radiusSmall: 8
    readonly property int hairline: theme.highContrast ? 2 : 1
    readonly property int edge: 2            // the edge of something chosen
    readonly property int focusRing: 3
    readonly property int iconSize: theme.type.px(24)
    readonly property int iconSmall: theme.type.px(18)
    readonly property int measure: Math.round(660 * theme.textFactor)   // about 75 characters of body text

    // Where the frame changes (decisions 31).
    readonly property int tabletWidth: 600
    readonly property int partsWidth: 720         // a form's parts beside it
    readonly property int twoPaneWidth: 840
    readonly property int desktopWidth: 1200

    // Time, in milliseconds. Nothing moves when a person asked for less motion.
    readonly property int quick: theme.reducedMotion ? 0 : 120
    readonly property int calm: theme.reducedMotion ? 0 : 180
    property int patience: 1000              // how long somebody waits before they are told what for

    readonly property real lineHeight: 1.2   // of the font's own line: about 1.45 of its size

    readonly property ColorRoles plainLight: LightColors {
    }
    readonly property ColorRoles plainDark: DarkColors {
    }
    readonly property ColorRoles highLight: HighContrastLightColors {
    }
    readonly property ColorRoles highDark: HighContrastDarkColors {
    }
    readonly property FontChoice fontChoice: FontChoice {
    }
    readonly property SystemPalette systemPalette: SystemPalette {
    }
    readonly property bool systemIsDark: theme.systemPalette.window.hslLightness < 0.5
    readonly property string family: theme.fontChoice.family
}
