#include "qml/features/templates/template_words.h"

#include "core/forms/answer_value.h"
#include "core/forms/form_world.h"
#include "core/forms/layout.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TemplateWords)
};

QString valueWords(const FormItem &question, const Json &answer)
{
    for (const FormOption &option : question.options) {
        if (sameChoice(option.value, answer))
            return option.label;
    }
    return answerText(answer);
}

QString endWords(EnableOperator op, const Json &answer, const QString &value)
{
    switch (op) {
    case EnableOperator::Exists:
        //: End of a sentence that says when a question is shown. The question it waits for comes before.
        if (answer.toBool(true))
            return Words::tr("is answered");
        //: End of a sentence that says when a question is shown. The question it waits for comes before.
        return Words::tr("is not answered");
    case EnableOperator::Equal:
        //: End of a sentence that says when a question is shown. %1 is an answer; empty where it is still to be typed.
        return Words::tr("is %1").arg(value);
    case EnableOperator::NotEqual:
        //: End of a sentence that says when a question is shown. %1 is an answer; empty where it is still to be typed.
        return Words::tr("is not %1").arg(value);
    case EnableOperator::Greater:
        //: End of a sentence that says when a question is shown. %1 is a number or a day; empty where it is still to be typed.
        return Words::tr("is more than %1").arg(value);
    case EnableOperator::Less:
        //: End of a sentence that says when a question is shown. %1 is a number or a day; empty where it is still to be typed.
        return Words::tr("is less than %1").arg(value);
    case EnableOperator::GreaterOrEqual:
        //: End of a sentence that says when a question is shown. %1 is a number or a day; empty where it is still to be typed.
        return Words::tr("is at least %1").arg(value);
    case EnableOperator::LessOrEqual:
        //: End of a sentence that says when a question is shown. %1 is a number or a day; empty where it is still to be typed.
        return Words::tr("is at most %1").arg(value);
    }
    Q_UNREACHABLE();
}

/// Typographic quotes around an answer or a question.
QString quoted(const QString &words) { return u'\u201C' + isolated(words) + u'\u201D'; }

} // namespace

QString kindWords(AnswerKind kind)
{
    switch (kind) {
    //: A kind of item in a template.
    case AnswerKind::Section: return Words::tr("Section");
    //: A kind of item in a template: questions that are asked once for each child, person and so on.
    case AnswerKind::List: return Words::tr("List (the same questions for each)");
    //: A kind of item in a template.
    case AnswerKind::Words: return Words::tr("Words to read");
    //: A kind of answer in a template.
    case AnswerKind::ShortText: return Words::tr("Short text");
    //: A kind of answer in a template.
    case AnswerKind::LongText: return Words::tr("Long text");
    //: A kind of answer in a template.
    case AnswerKind::YesNo: return Words::tr("Yes or no");
    //: A kind of answer in a template.
    case AnswerKind::WholeNumber: return Words::tr("Whole number");
    //: A kind of answer in a template.
    case AnswerKind::Decimal: return Words::tr("Number with decimals");
    //: A kind of answer in a template.
    case AnswerKind::Date: return Words::tr("Date");
    //: A kind of answer in a template.
    case AnswerKind::Time: return Words::tr("Time");
    //: A kind of answer in a template.
    case AnswerKind::Moment: return Words::tr("Date and time");
    //: A kind of answer in a template.
    case AnswerKind::OneOf: return Words::tr("One of several choices");
    //: A kind of answer in a template.
    case AnswerKind::SomeOf: return Words::tr("Any of several choices");
    //: A kind of answer in a template.
    case AnswerKind::OneOfOrText: return Words::tr("One of several choices, or words of one’s own");
    //: A kind of answer in a template: one step of a scale.
    case AnswerKind::Scale: return Words::tr("A scale");
    //: A kind of answer in a template: somebody who works for the council.
    case AnswerKind::Person: return Words::tr("A member of staff");
    //: A kind of answer in a template: a school, home or other place.
    case AnswerKind::Setting: return Words::tr("A setting");
    //: A kind of answer in a template.
    case AnswerKind::Picture: return Words::tr("Picture");
    //: A kind of answer in a template: it is spoken, and recorded on the device.
    case AnswerKind::VoiceNote: return Words::tr("Voice note");
    //: A kind of answer in a template: a document, a picture or a recording.
    case AnswerKind::File: return Words::tr("File of any kind");
    //: A kind of answer in a template.
    case AnswerKind::Drawing: return Words::tr("Drawing");
    //: A kind of answer in a template.
    case AnswerKind::Signature: return Words::tr("Signature (a typed name)");
    //: A kind of answer in a template.
    case AnswerKind::WebAddress: return Words::tr("Web address");
    //: A kind of answer in a template that the editor keeps and does not change.
    case AnswerKind::Other: return Words::tr("Something else");
    }
    Q_UNREACHABLE();
}

QList<ConditionEnd> conditionEnds(const FormItem &question)
{
    QList<ConditionEnd> ends;
    QList<Json> values;
    if (question.type == ItemType::Boolean)
        values = { true, false };
    for (const FormOption &option : question.options)
        values.append(option.value);
    for (const EnableOperator op : TemplateEdit::comparisonsFor(question)) {
        if (op == EnableOperator::Exists) {
            ends.append({ endWords(op, true, {}), op, true });
            ends.append({ endWords(op, false, {}), op, false });
        } else if (!values.isEmpty()) {
            for (const Json &value : values)
                ends.append({ endWords(op, value, quoted(valueWords(question, value))), op, value });
        } else if (question.optionList.isEmpty()) {
            ends.append({ endWords(op, {}, u"…"_s), op, {} });
        }
    }
    return ends;
}

QString conditionSentence(const Questionnaire &form, const FormCondition &condition)
{
    const FormItem *question = form.find(condition.question);
    if (!question)
        return {};
    return quoted(question->text) + u' ' + endWords(condition.op, condition.answer, quoted(valueWords(*question, condition.answer)));
}

Json typedAnswer(const FormItem &question, const QString &typed)
{
    Json answer;
    if (question.type == ItemType::Integer) {
        bool isNumber = false;
        const int number = typed.trimmed().toInt(&isNumber);
        answer = isNumber ? Json(number) : Json();
    } else if (!typed.trimmed().isEmpty()) {
        answer = typed.trimmed();
    }
    return !answer.isNull() && typeProblem(question.type, answer).isEmpty() ? answer : Json();
}

} // namespace sightline
