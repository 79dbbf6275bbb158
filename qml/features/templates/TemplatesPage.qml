pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Sightline.Theme
import Sightline.Controls
import Sightline.Templates

// The council's templates, those being made first; and the one that is open.
FocusScope {
    id: page

    required property TemplatesView view
    signal hideAsked

    function goBack() {
        const open = editor.item as TemplateEditorPage;
        if (open !== null)
            open.goBack();
        else
            page.view.close();
    }
    function showEditor() {
        if (page.view.editor === null)
            editor.source = "";
        else
            editor.setSource("qrc:/qt/qml/Sightline/Templates/TemplateEditorPage.qml", { editor: page.view.editor });
    }

    Item {
        anchors.fill: parent
        visible: page.view.editor === null

        TopBar {
            id: bar
            width: parent.width
            canGoBack: true
            //: Title of the page of the council's templates.
            title: qsTr("Templates")
            onBackAsked: page.view.close()
        }
        ScrollPage {
            anchors.top: bar.bottom
            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.space4

            BodyText {
                width: parent.width
                //: Over the council's templates.
                text: qsTr("What people fill in. A published version never changes: you make the next one, and say from which day it is used.")
            }
            Banner {
                width: parent.width
                visible: text.length > 0
                text: page.view.problem
                tone: StatusLine.Urgent
                iconName: "alert"
                Accessible.role: Accessible.AlertMessage
                Accessible.name: page.view.problem
            }
            Flow {
                width: parent.width
                spacing: Theme.space3

                PrimaryButton {
                    //: Button over the council's templates.
                    text: qsTr("New template")
                    onClicked: page.view.beginNew()
                }
                SecondaryButton {
                    //: Button over the council's templates: reads a form from a spreadsheet.
                    text: qsTr("From a spreadsheet …")
                    onClicked: picker.open()
                }
            }
            ChoiceList {
                width: parent.width

                Repeater {
                    model: page.view.templates

                    ListRow {
                        id: row
                        required property int index
                        required property string template
                        required detail
                        required statusText
                        required statusIcon
                        required statusTone
                        width: parent ? parent.width : 0
                        iconName: "records"
                        divided: row.index > 0
                        onClicked: page.view.begin(row.template)
                    }
                }
            }
        }
    }
    // By source: in Qt 6.4 a Loader cannot make a component of a bound file.
    Loader {
        id: editor
        anchors.fill: parent
        focus: page.view.editor !== null
        Component.onCompleted: page.showEditor()
    }
    Connections {
        target: page.view
        function onEditorChanged() { page.showEditor(); }
    }
    Connections {
        target: editor.item
        function onClosed() { page.view.closeEditor(); }
        function onHideAsked() { page.hideAsked(); }
    }
    FileDialog {
        id: picker
        //: Title of the window that chooses a spreadsheet with a form in it.
        title: qsTr("Choose a spreadsheet")
        //: Kinds of file in the window that chooses a spreadsheet. Keep the part in brackets.
        nameFilters: [qsTr("Spreadsheets (*.xlsx)")]
        onAccepted: page.view.bringIn(picker.selectedFile)
    }
}
