import QtQuick
import QtQuick.Dialogs

// The system's window for choosing a picture, or any file.
FileDialog {
    id: picker

    signal picked(url file)

    property bool anyFile: false

    //: Kinds of file in the window that chooses a picture. Keep the part in brackets.
    readonly property string pictureKinds: qsTr("Pictures (*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG)")
    //: Kinds of file in the window that chooses a file of any kind. Keep the part in brackets.
    readonly property string everyKind: qsTr("Files (*)")

    //: Title of the window that chooses a file for a question.
    title: picker.anyFile ? qsTr("Choose a file") : /*: The same for a picture. */ qsTr("Choose a picture")
    nameFilters: [picker.anyFile ? picker.everyKind : picker.pictureKinds]
    onAccepted: picker.picked(picker.selectedFile)
}
