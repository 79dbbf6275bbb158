import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// One answer of a single choice. The model decides what is chosen: the row only asks.
T.RadioDelegate {
    id: row

    required property string label
    required property bool chosen
    property string detail
    property bool divided: false
    // While it asks: whether a finger or a mouse does, and not a keyboard or a screen reader.
    readonly property bool byPointer: row.activeFocus && row.focusReason === Qt.MouseFocusReason && !row.byKeys
    property bool byKeys: false
    signal asked

    implicitWidth: 320
    implicitHeight: Math.max(Theme.touchTarget + 4, row.implicitContentHeight + row.topPadding + row.bottomPadding)
    horizontalPadding: Theme.space4
    verticalPadding: Theme.space3
    focusPolicy: Qt.StrongFocus               // a delegate takes none of its own, and a keyboard needs it
    hoverEnabled: true
    autoExclusive: false
    text: row.label
    checked: row.chosen

    Accessible.name: row.label
    Accessible.description: row.detail

    Keys.onPressed: row.byKeys = true
    onActiveFocusChanged: row.byKeys = false
    onClicked: {
        row.asked();
        row.byKeys = false;
        row.checked = Qt.binding(() => row.chosen);
    }

    contentItem: LabelledMark {
        label: row.label
        detail: row.detail
        on: row.chosen
        round: true
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
