pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme
import Sightline.Controls

// One line of a record: a heading, a question with its answer, or another hand's words on a card of their own.
Item {
    id: line

    required property string kind
    required property string label
    required property string answer
    required property string note
    required property bool isSensitive
    required property var pictures // list of maps as shownFile() gives them

    property bool hidden: line.isSensitive
    // Whoever leaves the record, for its list, another page or the cover, finds it covered again.
    onVisibleChanged: {
        if (!line.visible)
            line.hidden = line.isSensitive;
    }

    implicitHeight: line.kind === "heading" ? heading.implicitHeight + Theme.space2
                  : line.kind === "step" || line.kind === "listed" ? card.implicitHeight : answerPart.implicitHeight

    SectionTitle {
        id: heading
        y: Theme.space2
        width: parent.width
        visible: line.kind === "heading"
        text: line.label
    }
    Column {
        id: answerPart
        width: parent.width
        visible: line.kind === "answer" || line.kind === "quote"
        spacing: 2

        GroupLabel { width: parent.width; text: line.label }
        BodyText {
            width: parent.width
            visible: !line.hidden && line.answer.length > 0
            leftPadding: line.kind === "quote" && !line.LayoutMirroring.enabled ? Theme.space4 : 0
            rightPadding: line.kind === "quote" && line.LayoutMirroring.enabled ? Theme.space4 : 0
            text: line.answer

            Rectangle {
                visible: line.kind === "quote"
                x: line.LayoutMirroring.enabled ? parent.width - width : 0
                width: 3
                height: parent.height
                radius: 1.5
                color: Theme.colors.accent
            }
        }
        KeptFiles {
            width: parent.width
            files: line.hidden ? [] : line.pictures
        }
        QuietButton {
            visible: line.hidden
            leftPadding: 0
            iconName: "eye"
            //: Button over a sensitive answer that is hidden until pressed.
            text: qsTr("Show this answer")
            onClicked: line.hidden = false
        }
    }
    Card {
        id: card
        width: parent.width
        visible: line.kind === "step" || line.kind === "listed"
        spacing: Theme.space1

        GroupLabel { width: parent.width; text: line.label }
        BodyText { width: parent.width; text: line.answer }
        SmallText { width: parent.width; visible: text.length > 0; text: line.note }
    }
}
