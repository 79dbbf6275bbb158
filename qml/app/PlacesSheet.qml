pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls

// The places as a list, where the words are too large for a bar.
Sheet {
    id: sheet

    required property Destinations destinations
    required property string current
    signal asked(string key)

    //: Title of the list of places (large text only).
    title: qsTr("Places")

    gap: 0

    Repeater {
        model: sheet.destinations.all

        ListRow {
            id: row
            required property Destination modelData
            width: parent ? parent.width : 0
            title: row.modelData.label
            iconName: row.modelData.iconName
            current: row.modelData.key === sheet.current
            onClicked: {
                sheet.asked(row.modelData.key);
                sheet.close();
            }
        }
    }
}
