import QtQuick

// One place of the app's main navigation.
QtObject {
    required property string key
    required property string label
    required property string iconName
}
