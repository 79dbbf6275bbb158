pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme

// An urgent concern: who raised it and when, whether it was read, and the number to ring. What it is about is hidden until asked for.
Rectangle {
    id: card

    required property string title
    required property string raisedText
    required property string stateText
    required property string placeText
    required property string phone
    required property string phoneText
    required property string who
    required property string what
    required property bool isRead
    property bool opensToRead: true               // whoever sees it is to read it
    property bool hidden: true
    signal openAsked

    implicitWidth: 320
    implicitHeight: stack.implicitHeight + 2 * Theme.space4
    radius: Theme.radius
    color: card.isRead ? Theme.colors.surfaceRaised : Theme.colors.urgentSoft
    border.width: card.isRead ? Theme.hairline : 2
    border.color: card.isRead ? Theme.colors.line : Theme.colors.urgent

    // Whoever leaves the page, for another or the cover, finds it covered again.
    onVisibleChanged: {
        if (!card.visible)
            card.hidden = true;
    }

    Column {
        id: stack
        x: Theme.space4
        y: Theme.space4
        width: parent.width - 2 * Theme.space4
        spacing: Theme.space2

        StatusLine {
            width: parent.width
            //: Over an urgent concern, on Today and after it was completed.
            text: qsTr("Urgent concern")
            iconName: "alert"
            tone: card.isRead ? StatusLine.Plain : StatusLine.Urgent
        }
        CardTitle {
            width: parent.width
            text: card.title
        }
        BodyText {
            width: parent.width
            text: card.raisedText
        }
        StatusLine {
            width: parent.width
            text: card.stateText
            iconName: card.isRead ? "check" : "clock"
            tone: card.isRead ? StatusLine.Good : StatusLine.Urgent
        }
        SmallText {
            width: parent.width
            visible: text.length > 0
            text: card.placeText
            color: Theme.colors.ink
        }
        Column {
            width: parent.width
            visible: card.phoneText.length > 0
            topPadding: Theme.space1
            spacing: 2

            BodyText {
                width: parent.width
                text: card.phoneText
            }
            PageTitle {
                width: parent.width
                visible: text.length > 0
                text: card.phone
            }
        }
        Column {
            width: parent.width
            visible: !card.hidden
            spacing: Theme.space1

            GroupLabel {
                width: parent.width
                visible: card.who.length > 0
                //: On an urgent concern, over the names it is about.
                text: qsTr("Who it is about")
            }
            BodyText {
                width: parent.width
                visible: text.length > 0
                text: card.who
            }
            GroupLabel {
                width: parent.width
                visible: card.what.length > 0
                //: On an urgent concern, over what its author wrote.
                text: qsTr("What the concern is")
            }
            BodyText {
                width: parent.width
                visible: text.length > 0
                text: card.what
            }
        }
        SecondaryButton {
            visible: card.who.length > 0 || card.what.length > 0
            width: parent.width
            iconName: card.hidden ? "eye" : "hide"
            //: Button on an urgent concern: shows the names and words that are hidden until pressed.
            text: card.hidden ? qsTr("Show what it is about") :
            //: Button on an urgent concern: covers the names and words again.
            qsTr("Hide what it is about")
            onClicked: card.hidden = !card.hidden
        }
        PrimaryButton {
            width: parent.width
            visible: card.opensToRead && !card.isRead
            //: Button on an urgent concern: opens its record, where one says that one has read it.
            text: qsTr("Open and read")
            onClicked: card.openAsked()
        }
        SecondaryButton {
            width: parent.width
            visible: !card.opensToRead || card.isRead
            //: Button on an urgent concern that was read, or that is one's own: opens its record.
            text: qsTr("Open the record")
            onClicked: card.openAsked()
        }
    }
}
