import QtQuick

// The places of the main navigation, in order. A bottom bar shows the first four.
QtObject {
    default property list<Destination> all
}
