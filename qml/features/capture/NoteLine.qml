import QtQuick
import Sightline.Controls
import Sightline.Capture

Banner {
    required property LineValues line
    required property FormSession session

    title: line.prompt
    text: line.label
}
