import QtQuick

// Where one is: a place, and whether the page for capturing lies over it.
QtObject {
    id: navigation

    property string place: "today"                // today, records, framework, sync, more, children, year
    property string placeBefore: "today"
    property bool capturing: false
    signal moved                                  // to a place, also to the one where one is

    function go(place: string) {
        if (navigation.place !== place)
            navigation.placeBefore = navigation.place;
        navigation.place = place;
        navigation.capturing = false;
        navigation.moved();
    }
}
