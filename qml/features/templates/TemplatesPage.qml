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
                id: ways
                width: parent.width
                spacing: Theme.space3

                PrimaryButton {
                    //: Button over the council's templates.
                    text: qsTr("New template")
                    onClicked: page.view.beginNew()
                }
                SecondaryButton {
                    width: Math.min(implicitWidth, ways.width)
                    //: Button over the council's templates: reads a form from a spreadsheet.
                    text: qsTr("From a spreadsheet …")
                    onClicked: picker.open()
                }
            }
            ChoiceList {
                width: parent.width

                Repeater {
                    model: page.view.templates

                    Item {
                        id: one
                        required property int index
                        required property string template
                        required property string title
                        required property string detail
                        required property string statusText
                        required property string statusIcon
                        required property int statusTone
                        required property bool isDraft
                        width: parent ? parent.width : 0
                        implicitHeight: row.implicitHeight

                        ListRow {
                            id: row
                            anchors.left: parent.left
                            anchors.right: bin.visible ? bin.left : parent.right
                            title: one.title
                            detail: one.detail
                            statusText: one.statusText
                            statusIcon: one.statusIcon
                            statusTone: one.statusTone
                            iconName: "records"
                            divided: one.index > 0
                            opens: !one.isDraft
                            onClicked: page.view.begin(one.template)
                        }
                        IconButton {
                            id: bin
                            visible: one.isDraft
                            anchors.right: parent.right
                            anchors.rightMargin: Theme.space1
                            anchors.verticalCenter: parent.verticalCenter
                            iconName: "remove"
                            ink: Theme.colors.inkMuted
                            //: Screen reader name of the button that deletes a template being made; it can be brought back for seven days. %1 is the template.
                            name: qsTr("Delete what is being made: %1").arg(one.title)
                            onClicked: {
                                undo.template = one.template;
                                undo.show();
                                page.view.deleteAsked(one.template);
                            }
                        }
                    }
                }
            }
            DisclosureRow {
                width: parent.width
                visible: page.view.deletedCount > 0
                //: Opens the list of templates that were deleted in the last seven days while they were being made. %1 is how many.
                title: qsTr("Deleted (%1)").arg(page.view.deletedCount)

                ChoiceList {
                    width: parent.width

                    Repeater {
                        model: page.view.deleted

                        ListRow {
                            id: gone
                            required property int index
                            required property string template
                            required title
                            required property string deletedText
                            width: parent ? parent.width : 0
                            iconName: "undo"
                            divided: gone.index > 0
                            opens: false
                            detail: gone.deletedText
                            //: At the end of a deleted template: pressing brings it back.
                            endText: qsTr("Bring back")
                            onClicked: page.view.restoreAsked(gone.template)
                        }
                    }
                }
            }
        }
        UndoBar {
            id: undo
            property string template
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.space4
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width - 2 * Theme.space4, Theme.measure)
            //: After a template that was being made was deleted.
            text: qsTr("Deleted. You can bring it back for seven days.")
            onUndoAsked: {
                page.view.restoreAsked(undo.template);
                undo.shown = false;
            }
            onPassed: undo.shown = false
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
