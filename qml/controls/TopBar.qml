import QtQuick
import Sightline.Theme

// The top of a page: back where there is somewhere to go back to, a short title or quiet words (the date), and at the
// end what the page puts there and the state of sending.
Item {
    id: bar

    property string title
    property string overline
    property string pageTitle                     // a main page: its name, as the page's heading
    property bool canGoBack: false
    property SyncBadge badge: null
    property bool divided: false
    default property alias end: extras.data
    signal backAsked

    implicitHeight: Math.max(56, Theme.type.px(34) + 2 * Theme.space2, words.implicitHeight + 2 * Theme.space2)   // a page title may stand in it

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
    PageTitle {
        visible: bar.pageTitle.length > 0 && !bar.canGoBack
        anchors.left: parent.left
        anchors.leftMargin: bar.width < Theme.tabletWidth ? Theme.space4 : Theme.space5
        anchors.right: end.left
        anchors.verticalCenter: parent.verticalCenter
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        text: bar.pageTitle
    }
    Text {
        id: words
        anchors.left: back.visible ? back.right : parent.left
        anchors.leftMargin: back.visible ? Theme.space1 : (bar.width < Theme.tabletWidth ? Theme.space4 : Theme.space5)
        anchors.right: end.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        visible: words.text.length > 0
        text: bar.title.length > 0 ? bar.title : bar.overline
        color: bar.title.length > 0 ? Theme.colors.ink : Theme.colors.inkMuted
        font: bar.title.length > 0 ? Theme.type.card : Theme.type.small
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignLeft
        Accessible.role: Accessible.StaticText
        Accessible.name: words.text
        Accessible.ignored: words.text.length === 0
    }
    Row {
        id: end
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter

        Row {
            id: extras
        }
        SyncGlyph {
            visible: bar.badge !== null
            words: bar.badge ? bar.badge.words : ""
            iconName: bar.badge ? bar.badge.iconName : "cloud"
            tone: bar.badge ? bar.badge.tone : StatusLine.Plain
            wordless: bar.badge ? bar.badge.wordless : false
            onClicked: bar.badge.pressed()
        }
    }
    Divider {
        visible: bar.divided
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
