pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls
import Sightline.Year

// Rows of services or activities, and a cell for each month. The arrow keys go from cell to cell.
FocusScope {
    id: grid

    required property YearView view
    required property real titleWidth
    required property real cellWidth

    Item {
        id: names
        width: parent.width
        height: monthRow.height + Theme.space2

        Row {
            id: monthRow
            x: grid.LayoutMirroring.enabled ? 0 : grid.titleWidth

            Repeater {
                model: grid.view.months

                SmallText {
                    required property string modelData
                    width: grid.cellWidth
                    horizontalAlignment: Text.AlignHCenter
                    text: modelData
                }
            }
        }
    }
    ListView {
        id: rows
        anchors.top: names.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        focus: true
        keyNavigationEnabled: false               // up and down scroll; Tab and the arrows go from cell to cell
        model: grid.view.rows
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: Theme.space5
        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: Column {
            id: entry
            required property int index
            required property string rowId
            required property string title
            required property string summary
            required property string heading
            required property bool known
            required property var cells           // of the model: a month each

            width: rows.width

            GroupLabel {
                width: entry.width
                visible: text.length > 0
                topPadding: entry.index > 0 ? Theme.space4 : 0
                bottomPadding: Theme.space1
                text: entry.heading
            }
            Item {
                width: entry.width
                height: Math.max(Theme.touchTarget + Theme.space1, opener.implicitHeight)

                T.Button {
                    id: opener
                    width: grid.titleWidth
                    height: parent.height
                    implicitHeight: Math.max(Theme.touchTarget, words.implicitHeight + 2 * Theme.space1)
                    anchors.left: parent.left
                    hoverEnabled: true
                    focusPolicy: Qt.StrongFocus
                    text: entry.title
                    //: Screen reader name of a row of the year. %1 is a service or activity, %2 how its year stands.
                    Accessible.name: qsTr("%1: %2").arg(entry.title).arg(entry.summary)
                    onClicked: grid.view.openService(entry.rowId)
                    enabled: grid.view.serviceTitle.length === 0 && entry.known

                    contentItem: Item {
                        Text {
                            id: words
                            width: parent.width - Theme.space2
                            anchors.verticalCenter: parent.verticalCenter
                            text: entry.title
                            color: Theme.colors.ink
                            font: Theme.type.smallStrong
                            wrapMode: Text.Wrap
                            maximumLineCount: 2
                            elide: Text.ElideRight
                            textFormat: Text.PlainText
                            horizontalAlignment: Text.AlignLeft
                        }
                    }
                    background: RowBackground {
                        down: opener.down
                        hovered: opener.hovered && opener.enabled
                        focused: opener.visualFocus
                    }
                }
                Row {
                    anchors.left: opener.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: entry.known

                    Repeater {
                        id: months
                        model: entry.known ? entry.cells : []

                        YearGridCell {
                            required property var modelData // a month: see YearGridCell
                            required property int index
                            width: grid.cellWidth
                            title: entry.title
                            cell: modelData
                            onClicked: grid.view.openCell(entry.rowId, index)
                            onMoved: by => {
                                let at = index + by;
                                while (at >= 0 && at < months.count && !months.itemAt(at).enabled)
                                    at += by;             // a month without anything has nothing to press
                                if (at >= 0 && at < months.count)
                                    months.itemAt(at).forceActiveFocus(Qt.TabFocusReason);
                            }
                        }
                    }
                }
            }
            Divider {
                width: entry.width
            }
        }
    }
}
