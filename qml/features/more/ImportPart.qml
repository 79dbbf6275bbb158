pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// Tables of the council's people, teams and settings: all of it goes to the hub, or with what is wrong none.
Column {
    id: part

    required property ImportView view
    property string choosing                      // the table whose file is being chosen

    function choose(table: string) {
        part.choosing = table;
        picker.open();
    }

    spacing: Theme.space4

    BodyText {
        width: parent.width
        //: Over the choice of tables of the council's people.
        text: qsTr("Tables as a spreadsheet writes them (CSV UTF-8). The first row names the columns. Whoever is in no table stays as they are; people leave by their last day.")
    }
    ChoiceList {
        width: parent.width

        ListRow {
            width: parent.width
            iconName: "people"
            //: A table that can be given: the people of the council.
            title: qsTr("People")
            //: Under the table of people: its columns, as they are to be written.
            detail: part.view.peopleFile.length > 0 ? part.view.peopleFile : qsTr("id, name, roles, service, oversees, teams, manager, from, to")
            current: part.view.peopleFile.length > 0
            onClicked: part.choose("people")
        }
        ListRow {
            width: parent.width
            iconName: "office"
            divided: true
            //: A table that can be given: the teams of the council.
            title: qsTr("Teams")
            //: Under the table of teams: its columns, as they are to be written.
            detail: part.view.teamsFile.length > 0 ? part.view.teamsFile : qsTr("id, name, service, managers")
            current: part.view.teamsFile.length > 0
            onClicked: part.choose("teams")
        }
        ListRow {
            width: parent.width
            iconName: "home"
            divided: true
            //: A table that can be given: homes, schools and the areas that work is spread over.
            title: qsTr("Settings")
            //: Under the table of settings: its columns, as they are to be written.
            detail: part.view.settingsFile.length > 0 ? part.view.settingsFile : qsTr("id, name, kind, service")
            current: part.view.settingsFile.length > 0
            onClicked: part.choose("settings")
        }
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: part.view.said
        tone: part.view.isRefused ? StatusLine.Urgent : StatusLine.Good
        iconName: part.view.isRefused ? "alert" : "check"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: part.view.said
    }
    Repeater {
        model: part.view.problems

        Banner {
            required property string place
            required property string problem
            width: part.width
            title: place
            text: problem
            tone: StatusLine.Attention
            iconName: "alert"
        }
    }
    PrimaryButton {
        width: parent.width
        enabled: part.view.canTakeIn
        //: Button under the tables that were chosen: gives them to the hub.
        text: qsTr("Take them in")
        onClicked: part.view.takeIn()
    }
    FileDialog {
        id: picker
        //: Title of the window that chooses a table of people, teams or settings.
        title: qsTr("Choose a table")
        //: Kinds of file in the window that chooses a table. Keep the part in brackets.
        nameFilters: [qsTr("Tables (*.csv *.CSV *.txt)")]
        onAccepted: part.view.choose(part.choosing, picker.selectedFile)
    }
}
