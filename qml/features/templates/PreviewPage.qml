import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Templates

// A template as somebody with a phone will see it: the real pages, on which nothing is kept.
FocusScope {
    id: page

    required property TemplateEditor editor
    signal hideAsked

    Rectangle { anchors.fill: parent; color: Theme.colors.surfaceSunken }
    TopBar {
        id: bar
        width: parent.width
        canGoBack: true
        //: Title over a template as it looks on a phone.
        title: qsTr("Preview: nothing here is kept")
        onBackAsked: page.editor.closePreview()
    }
    Rectangle {
        anchors.top: bar.bottom
        anchors.topMargin: frame.width < page.width ? Theme.space4 : 0
        anchors.bottom: parent.bottom
        anchors.bottomMargin: frame.width < page.width ? Theme.space4 : 0
        anchors.horizontalCenter: parent.horizontalCenter
        id: frame
        width: Math.min(page.width, Theme.type.px(390))
        radius: frame.width < page.width ? Theme.radius : 0
        color: Theme.colors.surface
        border.width: frame.width < page.width ? Theme.hairline : 0
        border.color: Theme.colors.line
        clip: true

        // By source: in Qt 6.4 a Loader cannot make a component of a bound file.
        Loader {
            id: form
            anchors.fill: parent
            anchors.margins: Theme.hairline
            focus: true
        }
    }
    function show() {
        if (!page.editor.isPreviewing)
            form.source = "";
        else
            form.setSource("qrc:/qt/qml/Sightline/Capture/CapturePage.qml", { session: page.editor.preview });
    }
    Connections {
        target: page.editor
        function onPreviewChanged() { page.show(); }
    }
    Connections {
        target: form.item
        function onClosed() { page.editor.closePreview(); }
        function onHideAsked() { page.hideAsked(); }
    }
    Component.onCompleted: page.show()
}
