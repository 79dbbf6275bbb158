import QtQuick
import Sightline.Controls
import Sightline.Capture

AnswerField {
    id: field

    focusTarget: pair.children[0]
    Accessible.role: Accessible.Grouping
    Accessible.name: field.line.accessibleName
    Accessible.description: field.said

    YesNo {
        id: pair
        width: parent.width
        answer: field.line.answer === "yes" ? YesNo.Yes : field.line.answer === "no" ? YesNo.No : YesNo.Unanswered
        onAsked: answer => {
            const goesOn = pair.byPointer && pair.answer === YesNo.Unanswered;
            field.session.focusOn(field.line.key);
            if (answer === YesNo.Unanswered)
                field.session.clear(field.line.key);
            else
                field.session.setYesNo(field.line.key, answer === YesNo.Yes);
            if (goesOn)
                field.session.goOnFrom(field.line.key);
        }
    }
}
