pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.Children

// One thing to choose of a child. What is chosen is the view's: the rows only ask, and a second press takes it back.
Field {
    id: field

    required property ChildrenView view
    required property string member
    required property var choices // list of maps: code, label
    property string chosen

    optional: true
    Accessible.role: Accessible.Grouping
    Accessible.name: field.label

    ChoiceList {
        width: parent.width

        Repeater {
            model: field.choices

            ChoiceRow {
                id: choice
                required property var modelData // one of `choices`
                required property int index
                width: parent ? parent.width : 0
                label: choice.modelData.label
                chosen: field.chosen === choice.modelData.code
                divided: choice.index > 0
                onAsked: field.view.say(field.member, field.chosen === choice.modelData.code ? "" : choice.modelData.code)
            }
        }
    }
    Connections {
        target: field.view
        function onWordsChanged() {
            field.chosen = field.view.said(field.member);
        }
    }
}
