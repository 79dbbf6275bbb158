import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// One answer of a multiple choice, or a single tick. The model decides whether it is on.
T.CheckDelegate {
    id: row

    required property string label
    required property bool on
    property string detail
    property bool divided: false
    signal asked

    implicitWidth: 320
    implicitHeight: Math.max(Theme.touchTarget + 4, row.implicitContentHeight + row.topPadding + row.bottomPadding)
    horizontalPadding: Theme.space4
    verticalPadding: Theme.space3
    focusPolicy: Qt.StrongFocus               // a delegate takes none of its own, and a keyboard needs it
    hoverEnabled: true
    text: row.label
    checkState: row.on ? Qt.Checked : Qt.Unchecked
    nextCheckState: () => row.on ? Qt.Checked : Qt.Unchecked

    Accessible.name: row.label
    Accessible.description: row.detail

    onClicked: row.asked()

    contentItem: LabelledMark {
        label: row.label
        detail: row.detail
        on: row.on
    }
    background: RowBackground {
        down: row.down
        hovered: row.hovered
        divided: row.divided
        focused: row.visualFocus
        mirrored: row.mirrored
        lineLeft: row.leftPadding + Theme.iconSize + Theme.space3
    }
}
