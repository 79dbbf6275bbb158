import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// One row of a list: a title, what is under it, a word or number at the end, and an arrow when it opens something.
T.ItemDelegate {
    id: row

    required property string title
    property string detail
    property string overline                     // quiet words at the end of the title's line: a date
    property string endText
    property string iconName
    property bool opens: true
    property bool current: false
    property font titleFont: Theme.type.card     // a row below a heading says its title more quietly
    property bool divided: false                 // a hairline above, from the text's left edge
    property string statusText                   // a state under the title, always with its icon
    property string statusIcon
    property int statusTone: StatusLine.Plain

    readonly property bool tight: row.width < 300 * Theme.textFactor   // large words in little room: one thing a line
    readonly property real textLeft: row.leftPadding + (row.iconName.length > 0 ? Theme.iconSize + Theme.space3 : 0)

    implicitWidth: 320
    implicitHeight: Math.max(Theme.touchTarget + Theme.space2, row.implicitContentHeight + row.topPadding + row.bottomPadding)
    horizontalPadding: Theme.space4
    verticalPadding: Theme.space3
    focusPolicy: Qt.StrongFocus               // a delegate takes none of its own, and a keyboard needs it
    hoverEnabled: true
    text: row.title
    highlighted: row.current

    Accessible.name: row.title + (row.detail.length > 0 ? ", " + row.detail : "") + (row.statusText.length > 0 ? ", " + row.statusText : "") + (row.endText.length > 0 ? ", " + row.endText : "") + (row.overline.length > 0 ? ", " + row.overline : "")
    Accessible.selected: row.current

    contentItem: Item {
        implicitHeight: Math.max(words.implicitHeight, end.implicitHeight)

        Icon {
            id: picture
            visible: row.iconName.length > 0
            name: row.iconName
            width: Theme.iconSize
            height: Theme.iconSize
            color: row.current ? Theme.colors.accentSoftInk : Theme.colors.inkMuted
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            id: words
            anchors.left: parent.left
            anchors.leftMargin: picture.visible ? Theme.iconSize + Theme.space3 : 0
            anchors.right: end.left
            anchors.rightMargin: end.width > 0 ? Theme.space3 : 0
            anchors.verticalCenter: parent.verticalCenter
            spacing: 1

            Item {
                width: parent.width
                height: Math.max(heading.implicitHeight, over.visible ? over.implicitHeight : 0)

                Text {
                    id: heading
                    anchors.left: parent.left
                    anchors.right: over.left
                    anchors.rightMargin: over.visible ? Theme.space2 : 0
                    text: row.title
                    color: Theme.colors.ink
                    font: row.titleFont
                    wrapMode: Text.Wrap
                    textFormat: Text.PlainText
                    horizontalAlignment: Text.AlignLeft
                }
                Text {
                    id: over
                    visible: row.overline.length > 0 && !row.tight
                    anchors.right: parent.right
                    anchors.baseline: heading.baseline
                    width: over.visible ? over.implicitWidth : 0
                    text: row.overline
                    color: Theme.colors.inkMuted
                    font: Theme.type.small
                    textFormat: Text.PlainText
                }
            }
            Text {
                width: parent.width
                visible: row.tight && row.overline.length > 0
                text: row.overline
                color: Theme.colors.inkMuted
                font: Theme.type.small
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
            }
            Text {
                width: parent.width
                visible: row.detail.length > 0
                text: row.detail
                color: Theme.colors.inkMuted
                font: Theme.type.small
                lineHeight: 1.1
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
            }
            StatusLine {
                width: parent.width
                visible: row.statusText.length > 0
                text: row.statusText
                iconName: row.statusIcon
                tone: row.statusTone
                Accessible.ignored: true
            }
        }
        Row {
            id: end
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2

            Text {
                visible: row.endText.length > 0
                anchors.verticalCenter: parent.verticalCenter
                text: row.endText
                color: Theme.colors.ink
                font: Theme.type.bodyStrong
                textFormat: Text.PlainText
            }
            Icon {
                visible: row.opens
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: "forward"
                color: Theme.colors.inkMuted
                flips: row.mirrored
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius - 1
        color: row.current ? Theme.colors.accentSoft : "transparent"

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: row.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: row.down || (row.hovered && !row.current)
        }
        Divider {
            visible: row.divided
            x: row.mirrored ? 0 : row.textLeft
            width: parent.width - row.textLeft
        }
        FocusRing { shown: row.visualFocus }
    }
}
