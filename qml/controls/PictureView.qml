pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// A picture over the whole window, as large as it goes; Escape, the cross or a press beside it closes it.
T.Dialog {
    id: view

    property string source
    property string name                          // "Photo 2"

    parent: T.Overlay.overlay
    modal: true
    focus: true
    width: view.parent ? view.parent.width : 320
    height: view.parent ? view.parent.height : 480
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    title: view.name

    T.Overlay.modal: Rectangle {
        color: Theme.colors.scrim
    }

    background: Rectangle {
        color: Theme.colors.surface
    }
    header: TopBar {
        title: view.name
        canGoBack: true
        onBackAsked: view.close()
    }
    contentItem: Item {
        Image {
            id: picture
            anchors.fill: parent
            anchors.margins: Theme.space3
            asynchronous: true
            fillMode: Image.PreserveAspectFit
            source: view.visible ? view.source : ""
            sourceSize.width: 2048
            sourceSize.height: 2048
            Accessible.role: Accessible.Graphic
            Accessible.name: view.name
        }
        BodyText {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.space5, Theme.measure)
            horizontalAlignment: Text.AlignHCenter
            visible: picture.status === Image.Error
            //: In place of a picture that was opened large but cannot be read.
            text: qsTr("This picture cannot be shown here.")
        }
    }
}
