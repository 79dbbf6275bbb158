pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Where a record begins: carry on with a draft, or choose what to record.
FocusScope {
    id: page

    required property CaptureView view
    signal closeAsked

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

        Banner {
            width: parent.width
            visible: text.length > 0
            text: page.view.problem
            tone: StatusLine.Urgent
            iconName: "alert"
        }
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

                ListRow {
                    id: draft
                    required property int index
                    required property string recordId
                    required detail
                    required property string savedText
                    width: parent ? parent.width : 0
                    iconName: "draft"
                    divided: draft.index > 0
                    statusText: draft.savedText
                    statusIcon: "device"
                    onClicked: page.view.resumeAsked(draft.recordId)
                }
            }
        }
        PageTitle {
            width: parent.width
            //: Heading over the forms on the page where a record begins.
            text: qsTr("What are you recording?")
        }
        ChoiceList {
            width: parent.width
            visible: page.view.formCount > 0

            Repeater {
                model: page.view.forms

                ListRow {
                    id: form
                    required property int index
                    required property string formId
                    required detail
                    required property string rowIcon
                    width: parent ? parent.width : 0
                    iconName: form.rowIcon
                    divided: form.index > 0
                    onClicked: page.view.beginAsked(form.formId)
                }
            }
        }
        SmallText {
            width: parent.width
            //: Under the forms on the page where a record begins.
            text: qsTr("Works without signal. What you type is kept on this device as you type it.")
        }
    }
}
