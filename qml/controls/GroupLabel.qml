import QtQuick
import Sightline.Theme

// The quiet heading over a group of rows or a read-only answer.
Heading {
    color: Theme.colors.inkMuted
    font: Theme.type.smallStrong
    lineHeight: Theme.lineHeight
}
