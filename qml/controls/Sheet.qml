import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// Something that must be answered or chosen before going on: from the bottom on a phone, in the middle elsewhere. What does
// not fit on the screen is scrolled to, by finger and by keyboard.
T.Dialog {
    id: sheet

    default property alias content: page.content
    property alias gap: page.spacing              // between the things in it
    readonly property bool fromBottom: sheet.parent !== null && sheet.parent.width < Theme.tabletWidth

    parent: T.Overlay.overlay
    modal: true
    focus: true
    width: sheet.parent ? Math.min(sheet.parent.width, sheet.fromBottom ? sheet.parent.width : Math.max(480, Theme.type.px(480))) : 360
    height: sheet.parent ? Math.min(sheet.implicitHeight, sheet.parent.height - Theme.space6) : sheet.implicitHeight
    implicitHeight: sheet.implicitContentHeight + sheet.implicitHeaderHeight
    x: sheet.parent ? Math.round((sheet.parent.width - sheet.width) / 2) : 0
    y: sheet.parent ? (sheet.fromBottom ? sheet.parent.height - sheet.height : Math.round((sheet.parent.height - sheet.height) / 2)) : 0
    padding: 0                                    // the page within has its own margins, so that nothing drawn at their edge is cut
    // While everything is covered, Escape is the cover's.
    closePolicy: sheet.parent && !sheet.parent.visible ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    T.Overlay.modal: Rectangle {
        color: Theme.colors.scrim
    }

    header: Item {
        implicitHeight: Math.max(64, heading.implicitHeight + 2 * Theme.space4)

        SectionTitle {
            id: heading
            anchors.left: parent.left
            anchors.leftMargin: Theme.space5
            anchors.right: shut.left
            anchors.verticalCenter: parent.verticalCenter
            text: sheet.title
        }
        IconButton {
            id: shut
            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            //: Screen reader name of the cross that closes a sheet.
            name: qsTr("Close")
            onClicked: sheet.close()
        }
    }
    contentItem: ScrollPage {
        id: page
        implicitHeight: page.contentHeight
        margin: Theme.space5
        widthMax: page.width
    }
    background: Rectangle {
        color: Theme.colors.surfaceRaised
        radius: 20
        border.width: Theme.hairline
        border.color: Theme.colors.line

        Rectangle {
            // square at the screen's edge
            visible: sheet.fromBottom
            anchors.bottom: parent.bottom
            width: parent.width
            height: 20
            color: Theme.colors.surfaceRaised
        }
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.calm
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "opacity"
            from: 1
            to: 0
            duration: Theme.quick
        }
    }
}
