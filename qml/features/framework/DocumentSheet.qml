pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Framework

// What another edition's document comes to, and what in it may not mean what it seems to, before anything of it is taken up.
Sheet {
    id: sheet

    required property OwnerDesk desk

    readonly property bool asked: sheet.desk.hasDocument

    function follow() {
        if (sheet.asked)
            sheet.open();
        else
            sheet.close();
    }
    onAskedChanged: sheet.follow()
    Component.onCompleted: sheet.follow()
    onClosed: sheet.desk.leaveDocument()

    //: Title of the sheet that says what the document of another edition comes to.
    title: qsTr("Another edition")

    StrongText {
        width: parent.width
        text: sheet.desk.documentName
    }
    BodyText {
        width: parent.width
        text: sheet.desk.documentSummary
    }
    Repeater {
        model: sheet.desk.documentNotices

        Banner {
            required property string modelData
            width: parent ? parent.width : 0
            text: modelData
            tone: StatusLine.Attention
            iconName: "alert"
        }
    }
    PrimaryButton {
        width: parent.width
        visible: sheet.desk.documentHasChanges
        text: sheet.desk.documentNotices.length > 0 ?
        //: Button: the framework's owner has read what may not mean what it seems to, and goes on to what the document changes.
        qsTr("I have seen this: look at what changes") :
        //: Button: the framework's owner goes on to what the document of another edition changes.
        qsTr("Look at what changes")
        onClicked: sheet.desk.acceptDocument()
    }
    SecondaryButton {
        width: parent.width
        //: Button: nothing is taken up of the document of another edition.
        text: qsTr("Leave it")
        onClicked: sheet.desk.leaveDocument()
    }
}
