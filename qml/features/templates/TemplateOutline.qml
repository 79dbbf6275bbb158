pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Templates

// The sections of a template and the questions in them, each with what is wrong with it.
Column {
    id: outline

    required property TemplateEditor editor
    property bool marksCurrent: true
    signal chosen

    spacing: 0

    Repeater {
        model: outline.editor.outline

        ListRow {
            id: line

            required property int index
            required property string item
            required detail
            required property string problem
            required property int depth
            required property bool isGroup

            width: outline.width
            // A question begins further in than the words of its section, however large they are.
            leftPadding: Theme.space4 + Math.min(line.depth, 4) * Theme.space3 + (line.isGroup ? 0 : Theme.iconSize + Theme.space3)
            titleFont: line.isGroup ? Theme.type.card : Theme.type.body
            iconName: line.isGroup ? "list" : ""
            opens: false
            divided: line.index > 0 && line.depth === 0
            statusText: line.problem
            statusIcon: "alert"
            statusTone: StatusLine.Attention
            current: outline.marksCurrent && line.item === outline.editor.current
            onClicked: {
                outline.editor.select(line.item);
                outline.chosen();
            }
        }
    }
}
