import QtQuick
import Sightline.Theme

BaseButton {
    edge: Theme.highContrast ? Theme.colors.outline : Theme.colors.line
}
