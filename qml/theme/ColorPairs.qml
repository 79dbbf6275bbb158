pragma Singleton
import QtQuick

// Every "this colour on that one" the controls and pages use, with the least contrast it must have: 4.5 for words,
// 3 for edges and pictures (WCAG 2.2, 1.4.3 and 1.4.11). The contrast test walks this list for each palette.
QtObject {
    component Pair: QtObject {
        required property string front
        required property string back
        property real least: 4.5
    }

    readonly property list<Pair> all: [
        Pair {
            front: "ink"
            back: "surface"
        },
        Pair {
            front: "ink"
            back: "surfaceRaised"
        },
        Pair {
            front: "ink"
            back: "surfaceSunken"
        },
        Pair {
            front: "inkMuted"
            back: "surface"
        },
        Pair {
            front: "inkMuted"
            back: "surfaceRaised"
        },
        Pair {
            front: "inkMuted"
            back: "surfaceSunken"
        },
        Pair {
            front: "inkMuted"
            back: "accentSoft"
        },
        Pair {
            front: "ink"
            back: "accentSoft"
        },
        Pair {
            front: "accent"
            back: "surface"
        },
        Pair {
            front: "accent"
            back: "surfaceRaised"
        },
        Pair {
            front: "accentSoftInk"
            back: "accentSoft"
        },
        Pair {
            front: "accentInk"
            back: "accent"
        },
        Pair {
            front: "accentInk"
            back: "accentPressed"
        },
        Pair {
            front: "surface"
            back: "ink"
        },
        Pair {
            front: "good"
            back: "surface"
        },
        Pair {
            front: "good"
            back: "surfaceRaised"
        },
        Pair {
            front: "good"
            back: "accentSoft"
        },
        Pair {
            front: "good"
            back: "goodSoft"
        },
        Pair {
            front: "goodInk"
            back: "good"
        },
        Pair {
            front: "attention"
            back: "surface"
        },
        Pair {
            front: "attention"
            back: "surfaceRaised"
        },
        Pair {
            front: "attention"
            back: "accentSoft"
        },
        Pair {
            front: "attention"
            back: "attentionSoft"
        },
        Pair {
            front: "ink"
            back: "attentionSoft"
        },
        Pair {
            front: "inkMuted"
            back: "attentionSoft"
        },
        Pair {
            front: "attentionInk"
            back: "attention"
        },
        Pair {
            front: "urgent"
            back: "surface"
        },
        Pair {
            front: "urgent"
            back: "surfaceRaised"
        },
        Pair {
            front: "urgent"
            back: "accentSoft"
        },
        Pair {
            front: "urgent"
            back: "urgentSoft"
        },
        Pair {
            front: "ink"
            back: "urgentSoft"
        },
        Pair {
            front: "urgentInk"
            back: "urgent"
        },
        Pair {
            front: "info"
            back: "surface"
        },
        Pair {
            front: "info"
            back: "surfaceRaised"
        },
        Pair {
            front: "info"
            back: "accentSoft"
        },
        Pair {
            front: "info"
            back: "infoSoft"
        },
        Pair {
            front: "ink"
            back: "infoSoft"
        },
        Pair {
            front: "infoInk"
            back: "info"
        },
        Pair {
            front: "ink"
            back: "goodSoft"
        },
        Pair {
            front: "outline"
            back: "surface"
            least: 3
        },
        Pair {
            front: "outline"
            back: "surfaceRaised"
            least: 3
        },
        Pair {
            front: "accent"
            back: "surfaceSunken"
            least: 3
        },
        Pair {
            front: "accent"
            back: "accentSoft"
            least: 3
        },
        Pair {
            front: "focus"
            back: "focusInk"
            least: 3
        }
    ]
}
