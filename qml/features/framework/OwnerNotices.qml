import QtQuick
import QtQuick.Dialogs
import Sightline.Theme
import Sightline.Controls
import Sightline.Framework

// What the framework's owner has to do, over the list of services.
Column {
    id: notices

    required property OwnerDesk desk
    signal reviewAsked
    signal questionsAsked

    spacing: Theme.space2

    Banner {
        width: parent.width
        visible: text.length > 0
        text: notices.desk.sentText
        tone: notices.desk.isRefused ? StatusLine.Attention : StatusLine.Info
        iconName: notices.desk.isRefused ? "alert" : "info"
        action: notices.desk.isRefused ?
        //: Button under words that the hub did not take changes of the framework: they are gone on with.
        qsTr("Go on with them") : ""
        onAsked: notices.desk.takeUpAgain()
    }
    Banner {
        width: parent.width
        visible: notices.desk.changeCount > 0
        iconName: "draft"
        //: Over the framework, for its owner. %n is how many activities they have changed.
        title: qsTr("%n activity(ies) changed", "", notices.desk.changeCount)
        //: Under how many activities the framework's owner has changed.
        text: qsTr("Kept on this device. Nobody else sees them until you publish.")
        //: Button over the framework, for its owner: what was changed, for whom, and publishing it.
        action: qsTr("Look at them and publish")
        onAsked: notices.reviewAsked()
    }
    Banner {
        width: parent.width
        visible: text.length > 0
        text: notices.desk.problem
        tone: StatusLine.Urgent
        iconName: "alert"
        Accessible.role: Accessible.AlertMessage
        Accessible.name: notices.desk.problem
    }
    ListRow {
        width: parent.width
        visible: notices.desk.questionCount > 0
        horizontalPadding: Theme.space3
        iconName: "question"
        //: Over the list of services, for the framework's owner: opens what is asked about it.
        title: qsTr("Questions to answer")
        //: Under "Questions to answer". %n is how many activities something is asked about.
        detail: qsTr("%n activity(ies) whose words leave something open", "", notices.desk.questionCount)
        onClicked: notices.questionsAsked()
    }
    // One thing at a time: what is being changed is published or dropped before another edition is opened.
    QuietButton {
        width: Math.min(implicitWidth, parent.width)
        visible: notices.desk.changeCount === 0 && notices.desk.sentText.length === 0
        leftPadding: 0
        iconName: "attachment"
        enabled: !notices.desk.isReadingDocument
        text: notices.desk.isReadingDocument ?
        //: In place of the button that opens the document of another edition, while it is being read.
        qsTr("The document is being read …") :
        //: Button over the list of services, for the framework's owner: opens the document (.docx, text or a table) of another edition.
        qsTr("Open another edition’s document")
        onClicked: picker.open()
    }
    FileDialog {
        id: picker
        //: Title of the window that chooses the document of another edition of the framework.
        title: qsTr("Choose the document of another edition")
        //: Kinds of file in the window that chooses a framework document. Keep the part in brackets.
        nameFilters: [qsTr("Framework documents (*.docx *.txt *.csv *.DOCX *.TXT *.CSV)")]
        onAccepted: notices.desk.openDocument(picker.selectedFile)
    }
}
