import QtQuick
import Sightline.Controls

// Under a stored file: what became of opening it in another program.
StatusLine {
    required property string sha

    visible: FileDesk.outcome.length > 0 && FileDesk.outcomeSha === sha
    iconName: "info"
    text: visible ? FileDesk.outcome : ""
}
