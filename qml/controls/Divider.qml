import QtQuick
import Sightline.Theme

Rectangle {
    implicitWidth: 100
    implicitHeight: Theme.hairline
    color: Theme.colors.line
}
