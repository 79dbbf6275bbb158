pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// The parts of a form, beside it on wide screens: where one is, what is missing.
FocusScope {
    id: parts

    required property FormSession session

    Flickable {
        anchors.fill: parent
        contentHeight: stack.height + 2 * Theme.space4
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: stack
            x: Theme.space3
            y: Theme.space2
            width: parent.width - 2 * Theme.space3

            Repeater {
                model: parts.session.pageTitles

                ListRow {
                    required property string modelData
                    required property int index
                    readonly property int problems: parts.session.pageProblems[index] ?? 0

                    width: stack.width
                    title: modelData
                    opens: false
                    current: index === parts.session.page
                    //: Under a part of a form. %n is how many answers are missing or wrong.
                    statusText: problems > 0 ? qsTr("%n to look at", "", problems) : ""
                    statusIcon: "alert"
                    statusTone: StatusLine.Attention
                    onClicked: parts.session.goTo(index)
                }
            }
        }
    }
}
