import QtQuick
import Sightline.Theme

// The top of a page: back where there is somewhere to go back to, a short title, and at the end the page's one word or
// action (usually the state of sending).
Item {
    id: bar

    property string title
    property string overline                      // quiet words where a main page has no back arrow: the date
    property bool canGoBack: false
    default property alias end: endSlot.data
    signal backAsked

    implicitHeight: Math.max(56, words.implicitHeight + 2 * Theme.space2)

    IconButton {
        id: back
        visible: bar.canGoBack
        anchors.left: parent.left
        anchors.leftMargin: Theme.space1
        anchors.verticalCenter: parent.verticalCenter
        iconName: "back"
        iconFlips: mirrored
        //: Screen reader name of the arrow at the top left of a page.
        name: qsTr("Back")
        onClicked: bar.backAsked()
    }
    Text {
        id: words
        anchors.left: back.visible ? back.right : parent.left
        anchors.leftMargin: back.visible ? Theme.space1 : Theme.space4
        anchors.right: endSlot.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: bar.title.length > 0 ? bar.title : bar.overline
        color: bar.title.length > 0 ? Theme.colors.ink : Theme.colors.inkMuted
        font: bar.title.length > 0 ? Theme.type.card : Theme.type.small
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignLeft
        Accessible.role: Accessible.StaticText
        Accessible.name: text
        Accessible.ignored: text.length === 0
    }
    Row {
        id: endSlot
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
    }
}
