import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

T.ScrollBar {
    id: bar

    implicitWidth: 8
    implicitHeight: 8
    padding: 2
    visible: bar.size < 1
    minimumSize: 0.06

    contentItem: Rectangle {
        radius: width / 2
        color: Theme.colors.outline
        opacity: bar.active ? 0.8 : 0
        Behavior on opacity  {
            NumberAnimation {
                duration: Theme.calm
            }
        }
    }
}
