import QtQuick
import Sightline.Controls
import Sightline.Capture

SectionTitle {
    required property LineValues line
    required property FormSession session

    text: line.label
}
