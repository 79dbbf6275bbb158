import QtQuick
import Sightline.Theme

// Two large answers. Pressing the chosen one again clears it.
Row {
    id: pair

    enum Answer {
        Unanswered,
        Yes,
        No
    }

    property int answer: YesNo.Unanswered
    readonly property bool byPointer: yes.byPointer || no.byPointer
    signal asked(int answer)

    spacing: Theme.space3

    ChoiceTile {
        id: yes
        width: (pair.width - pair.spacing) / 2
        //: Answer of a yes-or-no question.
        label: qsTr("Yes")
        chosen: pair.answer === YesNo.Yes
        onAsked: pair.asked(chosen ? YesNo.Unanswered : YesNo.Yes)
    }
    ChoiceTile {
        id: no
        width: (pair.width - pair.spacing) / 2
        //: Answer of a yes-or-no question.
        label: qsTr("No")
        chosen: pair.answer === YesNo.No
        onAsked: pair.asked(chosen ? YesNo.Unanswered : YesNo.No)
    }
}
