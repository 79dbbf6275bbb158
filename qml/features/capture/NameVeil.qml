import QtQuick
import Sightline.Theme
import Sightline.Controls

// Lies over a field in which somebody was named, and shows their initials until the field is pressed or reached by keyboard: the screen is
// often in sight of others. It takes no touch, so that a press lands in the field; the words under it are not changed.
FieldFrame {
    id: veil

    required property string masked              // empty: nothing to hide
    required property bool writing               // the field has the focus

    visible: veil.masked.length > 0 && !veil.writing

    BodyText {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.space4
        width: parent.width - 2 * Theme.space4
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        text: veil.masked
    }
}
