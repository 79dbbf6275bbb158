import QtQuick
import Sightline.Theme

Heading {
    font: Theme.type.title
}
