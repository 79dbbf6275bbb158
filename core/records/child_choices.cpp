#include "core/records/child_choices.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QList<FormOption> optionsOf(const Questionnaire &form, const QString &question)
{
    const FormItem *item = question.isEmpty() ? nullptr : form.find(question);
    return item ? item->options : QList<FormOption>();
}

const FormOption *optionOf(const QList<FormOption> &choices, const QString &code)
{
    const auto found = std::find_if(choices.cbegin(), choices.cend(), [&code](const FormOption &option) { return option.value[u"code"_s].toString() == code; });
    return found == choices.cend() ? nullptr : &*found;
}

} // namespace

ChildChoices childChoicesOf(const Questionnaire &form, const VisitQuestions &questions, QList<VisitRule> rules)
{
    return { optionsOf(form, questions.ageBand), optionsOf(form, questions.plan), optionsOf(form, questions.legal), std::move(rules) };
}

QString choiceText(const QList<FormOption> &choices, const QString &code)
{
    const FormOption *option = optionOf(choices, code);
    return option ? option->label : code;
}

Json choiceValue(const QList<FormOption> &choices, const QString &code)
{
    const FormOption *option = optionOf(choices, code);
    return option ? option->value : Json();
}

} // namespace sightline
