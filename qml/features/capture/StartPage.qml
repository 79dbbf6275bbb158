pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Where a record begins: carry on with a draft, or choose what to record.
FocusScope {
    id: page

    required property CaptureView view
    property bool open: true                      // left and come back to, the list is whole again
    signal closeAsked

    onOpenChanged: search.clear()
    Connections {
        target: page.view
        function onSessionChanged() {
            search.clear();
        }
    }

    TopBar {
        id: bar
        width: parent.width
        canGoBack: true
        //: Title of the page where a record begins.
        title: qsTr("Capture")
        onBackAsked: page.closeAsked()
    }
    ScrollPage {
        anchors.top: bar.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        centred: page.width >= Theme.tabletWidth

        GroupLabel {
            width: parent.width
            visible: page.view.draftCount > 0
            //: Heading over the drafts on the page where a record begins.
            text: qsTr("Carry on")
        }
        ChoiceList {
            width: parent.width
            visible: page.view.draftCount > 0

            Repeater {
                model: page.view.drafts

                Item {
                    id: draft
                    required property int index
                    required property string recordId
                    required property string title
                    required property string detail
                    required property string savedText
                    width: parent ? parent.width : 0
                    implicitHeight: row.implicitHeight

                    ListRow {
                        id: row
                        anchors.left: parent.left
                        anchors.right: bin.left
                        title: draft.title
                        detail: draft.detail
                        iconName: "draft"
                        divided: draft.index > 0
                        opens: false
                        statusText: draft.savedText
                        statusIcon: "device"
                        onClicked: page.view.resumeAsked(draft.recordId)
                    }
                    IconButton {
                        id: bin
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.space1
                        anchors.verticalCenter: parent.verticalCenter
                        iconName: "remove"
                        ink: Theme.colors.inkMuted
                        //: Screen reader name of the button that deletes a draft; it can be brought back for seven days. %1 is the form, %2 when it was saved.
                        name: qsTr("Delete draft: %1, %2").arg(draft.title).arg(draft.savedText)
                        onClicked: {
                            undo.recordId = draft.recordId;
                            undo.show();
                            page.view.deleteDraftAsked(draft.recordId);
                        }
                    }
                }
            }
        }
        PageTitle {
            width: parent.width
            //: Heading over the forms on the page where a record begins.
            text: qsTr("What are you recording?")
        }
        SearchField {
            id: search
            width: parent.width
            visible: page.view.hasForms
            //: Screen reader name of the field that narrows the list of forms.
            name: qsTr("Find a form")
            //: Inside the empty field that narrows the list of forms.
            placeholderText: qsTr("Find a form, or a setting to visit")
            goesOn: true
            onTextChanged: page.view.narrow(search.text)
        }
        SmallText {
            width: parent.width
            visible: page.view.hasForms && page.view.formCount === 0
            //: Instead of the list of forms, when no form has the words that were typed.
            text: qsTr("No form or setting has these words. Clear the search to see all forms.")
            Accessible.role: Accessible.AlertMessage
        }
        ReadingNotice {
            width: parent.width
            reading: !page.view.isReady
        }
        ChoiceList {
            width: parent.width
            visible: page.view.formCount > 0

            Repeater {
                model: page.view.forms

                Column {
                    id: form
                    required property int index
                    required property string formId
                    required property string settingId
                    required property string title
                    required property string detail
                    required property string rowIcon
                    required property string heading
                    width: parent ? parent.width : 0

                    GroupLabel {
                        x: Theme.space4
                        width: form.width - 2 * Theme.space4
                        visible: text.length > 0
                        topPadding: form.index > 0 ? Theme.space5 : Theme.space4
                        bottomPadding: Theme.space1
                        text: form.heading
                    }
                    ListRow {
                        width: form.width
                        title: form.title
                        detail: form.detail
                        iconName: form.rowIcon
                        divided: form.index > 0 && form.heading.length === 0
                        onClicked: {
                            if (form.settingId.length > 0)
                                page.view.beginAtAsked(form.formId, form.settingId);
                            else
                                page.view.beginAsked(form.formId);
                        }
                    }
                }
            }
        }
        DisclosureRow {
            id: deleted
            width: parent.width
            visible: page.view.deletedCount > 0
            //: Opens the list of drafts that were deleted in the last seven days. %1 is how many.
            title: qsTr("Deleted drafts (%1)").arg(page.view.deletedCount)

            ChoiceList {
                width: parent.width

                Repeater {
                    model: page.view.deleted

                    ListRow {
                        id: gone
                        required property int index
                        required property string recordId
                        required title
                        required property string deletedText
                        width: parent ? parent.width : 0
                        iconName: "undo"
                        divided: gone.index > 0
                        opens: false
                        detail: gone.deletedText
                        //: At the end of a deleted draft: pressing brings it back.
                        endText: qsTr("Bring back")
                        onClicked: page.view.restoreDraftAsked(gone.recordId)
                    }
                }
            }
        }
        SmallText {
            width: parent.width
            //: Under the forms on the page where a record begins.
            text: qsTr("Works without signal. What you type is kept on this device as you type it.")
        }
    }
    UndoBar {
        id: undo
        property string recordId
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - 2 * Theme.space4, Theme.measure)
        //: After a draft was deleted.
        text: qsTr("Draft deleted. You can bring it back for seven days.")
        onUndoAsked: {
            page.view.restoreDraftAsked(undo.recordId);
            undo.shown = false;
        }
        onPassed: undo.shown = false
    }
}
