import QtQuick
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
}
