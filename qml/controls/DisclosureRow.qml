import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// A row that opens what is beneath it.
Item {
    id: disclosure

    required property string title
    property string endText
    property bool open: false
    property bool divided: false
    default property alias content: slot.data

    implicitWidth: 320
    implicitHeight: row.height + (disclosure.open ? slot.height : 0)
    width: parent ? parent.width : 320

    T.Button {
        id: row
        width: parent.width
        implicitHeight: Math.max(Theme.touchTarget + Theme.space2, words.implicitHeight + 2 * Theme.space3)
        horizontalPadding: Theme.space4
        hoverEnabled: true
        text: disclosure.title

        //: Screen reader name of a row that opens and closes. %1 is its title, %2 a count or word.
        Accessible.name: disclosure.endText.length > 0 ? qsTr("%1, %2").arg(disclosure.title).arg(disclosure.endText) : disclosure.title
        //: Screen reader description of a row that opens what is beneath it.
        Accessible.description: disclosure.open ? qsTr("Open") :
        //: Screen reader description of a row whose contents are hidden.
        qsTr("Closed")
        onClicked: disclosure.open = !disclosure.open

        contentItem: Item {
            Text {
                id: words
                anchors.left: parent.left
                anchors.right: end.left
                anchors.rightMargin: Theme.space3
                anchors.verticalCenter: parent.verticalCenter
                text: disclosure.title
                color: Theme.colors.ink
                font: Theme.type.bodyStrong
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
            }
            Row {
                id: end
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space2

                Text {
                    visible: disclosure.endText.length > 0
                    anchors.verticalCenter: parent.verticalCenter
                    text: disclosure.endText
                    color: Theme.colors.inkMuted
                    font: Theme.type.smallStrong
                    textFormat: Text.PlainText
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.iconSmall
                    height: Theme.iconSmall
                    name: disclosure.open ? "up" : "down"
                    color: Theme.colors.inkMuted
                }
            }
        }
        background: RowBackground {
            down: row.down
            hovered: row.hovered
            divided: disclosure.divided
            focused: row.visualFocus
            lineLeft: Theme.space4
            mirrored: row.mirrored
        }
    }
    Column {
        id: slot
        x: Theme.space4
        y: row.height
        width: disclosure.width - 2 * Theme.space4
        visible: disclosure.open
        spacing: Theme.space2
        bottomPadding: Theme.space4
    }
}
