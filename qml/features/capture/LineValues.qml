import QtQuick

// What one line of a form's page shows, as the model gives it: handed to whichever control draws the line.
QtObject {
    required property string key
    required property string kind
    required property string label
    required property string accessibleName       // what a screen reader says; the label where that is enough
    required property string help
    required property string prompt
    required property string unit
    required property string answer
    required property list<string> choiceLabels
    required property var chosen // list of int: QML has no look-up in a typed list in 6.4
    required property string optionList
    required property string problem
    required property bool isRequired
    required property bool comesLater
    required property string listKey
    required property string entry
    required property bool isSensitive
    required property bool looksBack              // a date: of what has happened, never ahead
    required property bool canRemove
    required property var files // list of maps: row, source, name, size
    required property bool takesMore              // a file can be added
    required property string takes                // "pictures", "sound", or "files" of any kind
    required property bool isWorking              // a file is being made ready
    required property int unkeptPhotos            // taken, and refused by the device so far
    required property bool sideBySide             // choices stand beside each other as far as there is room
    required property string drawing              // "free", "body-map", "signature"; empty: pictures are chosen
    required property string masked               // names as initials; empty where there is nothing to hide

    // The line was asked to take the focus.
    signal focusWanted
    // What was typed last was not taken: show again what is kept.
    signal textRefused
}
