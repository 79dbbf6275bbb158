pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Templates

// Which activity of the framework opens a template: found by its words.
Sheet {
    id: sheet

    required property TemplateEditor editor

    function ask() {
        search.clear();
        sheet.editor.findActivities("");
        sheet.open();
    }

    //: Title of the sheet that ties a template to an activity of the framework.
    title: qsTr("Opens for tasks of …")

    SearchField {
        id: search
        width: parent.width
        //: Screen reader name of the field that finds an activity of the framework.
        name: qsTr("Find an activity")
        //: Inside the empty field that finds an activity of the framework.
        placeholderText: qsTr("Find an activity")
        onTextChanged: sheet.editor.findActivities(search.text)
    }
    SmallText {
        width: parent.width
        //: Under the field that finds an activity of the framework to tie a template to.
        text: qsTr("From the first day of this version its tasks open this template instead of the one named here.")
    }
    ChoiceList {
        width: parent.width

        Repeater {
            model: sheet.editor.activities

            ListRow {
                id: row
                required property int index
                required property string activity
                required title
                required detail
                width: parent ? parent.width : 0
                divided: row.index > 0
                opens: false
                onClicked: {
                    sheet.close();
                    sheet.editor.tie(row.activity);
                }
            }
        }
    }
}
