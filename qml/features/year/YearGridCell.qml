import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls

// One month of one row: a sign, how much of how much, and a soft ground. The sign and the words say what the ground says.
T.Button {
    id: button

    required property string title
    required property var cell                    // month, stateText, icon, tone, countText, shortCount, opens
    signal moved(int by)                          // an arrow key

    readonly property color ink: button.cell.tone === StatusLine.Good ? Theme.colors.good
                               : button.cell.tone === StatusLine.Attention ? Theme.colors.attention
                               : button.cell.tone === StatusLine.Urgent ? Theme.colors.urgent
                               : button.cell.tone === StatusLine.Info ? Theme.colors.info : Theme.colors.inkMuted
    readonly property color ground: button.cell.tone === StatusLine.Good ? Theme.colors.goodSoft
                                  : button.cell.tone === StatusLine.Attention ? Theme.colors.attentionSoft
                                  : button.cell.tone === StatusLine.Urgent ? Theme.colors.urgentSoft
                                  : button.cell.tone === StatusLine.Info ? Theme.colors.infoSoft : "transparent"

    implicitHeight: Theme.touchTarget
    enabled: button.cell.opens
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: button.cell.stateText
    //: Screen reader name of one month of a service or activity. %1 is that, %2 the month, %3 how it stands, %4 how much is done.
    Accessible.name: button.cell.countText.length > 0 ? qsTr("%1, %2: %3, %4").arg(button.title).arg(button.cell.month).arg(button.cell.stateText).arg(button.cell.countText) :
    //: The same where nothing has a date. %1 is a service or activity, %2 the month, %3 how it stands.
    qsTr("%1, %2: %3").arg(button.title).arg(button.cell.month).arg(button.cell.stateText)
    Keys.onLeftPressed: button.moved(button.mirrored ? 1 : -1)
    Keys.onRightPressed: button.moved(button.mirrored ? -1 : 1)

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.space1

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.cell.icon.length > 0
                width: visible ? Math.min(Theme.iconSmall, 18) : 0
                height: width
                name: button.cell.icon
                color: button.ink
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                visible: text.length > 0
                text: button.cell.shortCount
                color: button.ink
                font: Theme.type.smallStrong
                textFormat: Text.PlainText
            }
        }
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.margins: 2
            radius: Theme.radiusSmall
            color: button.ground
            border.width: Theme.highContrast && button.cell.opens ? Theme.hairline : 0
            border.color: button.ink

            Rectangle {
                anchors.fill: parent
                radius: parent.radius
                color: button.down ? Theme.colors.pressed : Theme.colors.hovered
                visible: button.down || (button.hovered && button.enabled)
            }
            FocusRing {
                shown: button.visualFocus
            }
        }
    }
}
