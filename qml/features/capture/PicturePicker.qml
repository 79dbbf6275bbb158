import QtQuick
import QtQuick.Dialogs

// The system's window for choosing a picture.
FileDialog {
    id: picker

    signal picked(file: url)

    //: Title of the window that chooses a picture for a question.
    title: qsTr("Choose a picture")
    //: Kinds of file in the window that chooses a picture. Keep the part in brackets.
    nameFilters: [qsTr("Pictures (*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG)")]
    onAccepted: picker.picked(picker.selectedFile)
}
