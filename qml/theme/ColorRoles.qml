import QtQuick

// The colours a palette must name. Every role is required, so a new palette cannot forget one; tests/qml checks the
// contrast of each pair in ColorPairs. "Soft" is a panel, "Ink" is what is written on the full colour.
QtObject {
    required property bool dark
    required property color surface          // the page
    required property color surfaceRaised    // cards, bars, fields
    required property color surfaceSunken    // wells, tracks
    required property color ink
    required property color inkMuted
    required property color line             // hairlines that only decorate
    required property color outline          // the edge of something one can fill in or press (3:1)
    required property color accent
    required property color accentPressed
    required property color accentInk
    required property color accentSoft
    required property color accentSoftInk
    required property color focus            // the ring
    required property color focusInk         // the line between the ring and the control
    required property color good
    required property color goodInk
    required property color goodSoft
    required property color attention
    required property color attentionInk
    required property color attentionSoft
    required property color urgent
    required property color urgentInk
    required property color urgentSoft
    required property color info
    required property color infoInk
    required property color infoSoft
    required property color hovered          // laid over whatever is under the pointer
    required property color pressed
    required property color scrim            // behind a sheet
}
