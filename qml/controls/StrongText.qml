import QtQuick
import Sightline.Theme

BodyText {
    font: Theme.type.bodyStrong
}
