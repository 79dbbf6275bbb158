import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// An open sheet: the paper or body map, how to use it, and what takes strokes back. Every stroke is kept as it ends.
Column {
    id: sheet

    required property LineValues line
    required property FormSession session
    required property string over                 // the picture that is drawn on, as it was when the sheet was opened; empty: paper
    required property string howWords
    signal closeAsked

    readonly property InkArea area: area

    spacing: Theme.space2

    Rectangle {
        width: Math.min(sheet.width, Theme.type.px(560))
        height: area.height + 2 * Theme.hairline
        color: Theme.colors.line

        Image {
            anchors.fill: area
            source: sheet.over
        }
        InkArea {
            id: area
            x: Theme.hairline
            y: Theme.hairline
            width: parent.width - 2 * Theme.hairline
            height: area.width * area.heightForWidth
            kind: sheet.line.drawing
            beneath: sheet.over.replace("image://files/", "")
            Accessible.role: Accessible.Graphic
            //: Screen reader name of an open drawing sheet. %1 is the question, %2 how to draw.
            Accessible.name: qsTr("%1. %2").arg(sheet.line.accessibleName).arg(sheet.howWords)
            Accessible.focusable: true
            onDrawn: sheet.session.keepDrawing(sheet.line.key, area.sheet)
            onMarked: number => sheet.session.addMarkWords(sheet.line.key, number)
            onUnmarked: number => sheet.session.removeMarkWords(sheet.line.key, number)
            Component.onCompleted: area.firstMark = sheet.session.beginDrawing(sheet.line.key)
        }
        FocusRing {
            shown: area.activeFocus
        }
    }
    SmallText {
        width: sheet.width
        text: sheet.howWords
    }
    Flow {
        width: sheet.width
        spacing: Theme.space2

        SecondaryButton {
            iconName: "check"
            //: Button under an open drawing sheet: closes it. What was drawn is kept already.
            text: qsTr("Close the sheet")
            onClicked: sheet.closeAsked()
        }
        QuietButton {
            iconName: "undo"
            enabled: !area.isEmpty
            //: Button under an open drawing sheet: takes back the last stroke or mark.
            text: qsTr("Undo the last")
            onClicked: area.undo()
        }
        QuietButton {
            iconName: "remove"
            enabled: !area.isEmpty
            //: Button under an open drawing sheet: takes back everything drawn since it was opened.
            text: qsTr("Clear")
            onClicked: area.clear()
        }
    }
}
