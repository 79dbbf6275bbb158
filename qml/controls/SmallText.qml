import QtQuick
import Sightline.Theme

BodyText {
    color: Theme.colors.inkMuted
    font: Theme.type.small
}
