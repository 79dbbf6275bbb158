pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Controls
import Sightline.Templates

// Which role of the council answers a section or question of a template.
Sheet {
    id: sheet

    required property TemplateEditor editor

    //: Title of the sheet that gives a section or question of a template to whoever holds a role.
    title: qsTr("Who holds the role …")

    SmallText {
        width: parent.width
        //: Under the title of the sheet that gives a section or question of a template to whoever holds a role.
        text: qsTr("Afterwards, once the author has completed the record. Only somebody who may read the record is asked: first above its author, then in its service, then overseeing it.")
    }
    ChoiceList {
        width: parent.width

        Repeater {
            model: sheet.editor.holders

            ListRow {
                id: row
                required property string modelData
                required property int index
                width: parent ? parent.width : 0
                title: row.modelData
                divided: row.index > 0
                opens: false
                onClicked: {
                    sheet.close();
                    sheet.editor.setHolder(row.modelData);
                }
            }
        }
    }
}
