pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Capture

// Someone or somewhere from the hub's lists: typing narrows the list, and what is not in it can stay in words.
AnswerField {
    id: field

    readonly property PickList candidates: field.session.pickListOf(field.line.key, field.line.optionList)
    readonly property bool takesWords: field.line.kind === "pickOneOrText"
    property bool looking: field.line.answer.length === 0   // words of one's own: what is typed is the answer, until one of the list is picked

    focusTarget: search

    Row {
        visible: field.line.answer.length > 0 && !field.takesWords
        spacing: Theme.space2

        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, field.width - change.width - Theme.space2)
            text: field.line.answer
        }
        QuietButton {
            id: change
            //: Button beside a chosen person or place: clears it so that another can be chosen.
            text: qsTr("Change")
            //: Screen reader name. %1 is the question.
            Accessible.name: qsTr("Change, %1").arg(field.line.label)
            onClicked: {
                field.session.clear(field.line.key);
                search.forceActiveFocus(Qt.TabFocusReason);   // nobody is left standing on a button that is gone
            }
        }
    }
    SearchField {
        id: search
        visible: field.line.answer.length === 0 || field.takesWords
        width: parent.width
        name: field.line.accessibleName
        help: field.said
        text: field.takesWords ? field.line.answer : ""
        goesOn: field.takesWords
        //: Inside the empty field that searches people, teams or settings.
        placeholderText: qsTr("Type a name or a role")
        onTextChanged: field.candidates.narrow(search.text)
        onTextEdited: {
            field.looking = true;
            if (field.takesWords)
                field.session.setText(field.line.key, search.text);
        }
        onActiveFocusChanged: {
            if (search.activeFocus)
                field.session.focusOn(field.line.key);
        }
    }
    NameVeil {
        parent: search
        anchors.fill: parent
        masked: field.takesWords ? field.line.masked : ""
        writing: search.activeFocus
    }
    ChoiceList {
        visible: (field.line.answer.length === 0 || field.takesWords && field.looking) && field.candidates.count > 0
        width: parent.width

        Repeater {
            model: field.candidates.rows

            ListRow {
                required property int index
                required property string candidateId
                required property string candidateName
                required property string candidateDetail

                width: parent.width
                title: candidateName
                detail: candidateDetail
                opens: false
                divided: index > 0
                onClicked: {
                    field.looking = false;
                    field.session.pick(field.line.key, candidateId, candidateName);
                    if (field.takesWords)
                        search.forceActiveFocus(Qt.TabFocusReason);
                    else
                        change.forceActiveFocus(Qt.TabFocusReason);
                }
            }
        }
    }
    SmallText {
        visible: (field.line.answer.length === 0 || field.takesWords && field.looking) && field.candidates.hiddenCount > 0
        width: parent.width
        //: Under a shortened list of people or places. %n is how many more there are.
        text: qsTr("%n more. Type to narrow the list.", "", field.candidates.hiddenCount)
    }
}
