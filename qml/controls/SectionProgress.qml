pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sightline.Theme

// Which part of a form one is in: a segment a part. Filled: complete; ink: here; empty: to come.
T.ProgressBar {
    id: progress

    required property int count
    required property int current                  // counted from 0
    required property var complete // list of bool, one a part: QML has no typed list of bool in 6.4
    required property string words

    implicitWidth: 280
    implicitHeight: 5
    from: 0
    to: Math.max(1, progress.count)
    value: progress.current + 1
    Accessible.name: progress.words

    contentItem: Row {
        spacing: progress.count > 12 ? 3 : 6

        Repeater {
            model: progress.count

            Rectangle {
                required property int index
                width: Math.max(2, (progress.width - (progress.count - 1) * (progress.count > 12 ? 3 : 6)) / progress.count)
                height: 5
                radius: 2.5
                color: index === progress.current ? Theme.colors.ink
                     : progress.complete[index] === true ? Theme.colors.accent
                     : Theme.highContrast ? Theme.colors.surface : Theme.colors.line
                border.width: Theme.highContrast ? 1 : 0
                border.color: Theme.colors.ink
            }
        }
    }
}
