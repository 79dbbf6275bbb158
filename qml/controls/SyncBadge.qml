import QtQuick

// What the sync glyph of every page says, made once by the frame.
QtObject {
    id: badge

    required property string words
    required property string iconName
    required property int tone
    property bool wordless: false
    signal pressed
}
