pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// In the sheets through which a record leaves the app: in which of its versions. The first is taken unless one says otherwise, each time anew.
Column {
    id: choice

    required property PrintView printing
    required property list<var> versions           // each with id and name, by RecordSheet

    spacing: Theme.space2

    GroupLabel {
        width: parent.width
        //: Over the versions in which a record goes onto paper, of which one is chosen.
        text: qsTr("What goes on the paper")
    }
    ChoiceList {
        width: parent.width

        Repeater {
            model: choice.versions

            ChoiceRow {
                id: row
                required property int index
                required property var modelData    // one of VersionChoice.versions
                width: choice.width
                label: row.modelData.name
                divided: row.index > 0
                chosen: choice.printing.version.length > 0 ? row.modelData.id === choice.printing.version : row.index === 0
                onAsked: choice.printing.chooseVersion(row.modelData.id)
            }
        }
    }
    SmallText {
        width: parent.width
        //: In the sheets that print a record or write it as a PDF, where one of its versions leaves out what is about a family.
        text: qsTr("Read it before you pass it on: what is written about the work may speak of a family too.")
    }
}
