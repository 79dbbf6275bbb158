pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls

// One list of the Sync page under its heading.
Column {
    id: shelf
    required property string title
    required property var rows // a view-model's list: QML has no name for QAbstractItemModel
    required property int count
    property string current                       // id of the row whose detail stands beside the list
    signal rowAsked(string rowId, string recordId)

    width: parent ? parent.width : 320
    spacing: Theme.space2
    visible: shelf.count > 0

    GroupLabel {
        width: parent.width
        //: Heading over a list on Sync. %1 is its title, %2 how many there are.
        text: qsTr("%1 (%2)").arg(shelf.title).arg(shelf.count)
    }
    ChoiceList {
        width: parent.width

        Repeater {
            model: shelf.rows

            ListRow {
                id: row
                required property int index
                required property string rowId
                required property string recordId
                required detail
                required property string rowIcon
                width: shelf.width
                iconName: row.rowIcon
                current: shelf.current.length > 0 && shelf.current === row.rowId
                divided: row.index > 0
                opens: row.rowId.length > 0
                onClicked: shelf.rowAsked(row.rowId, row.recordId)
            }
        }
    }
}
