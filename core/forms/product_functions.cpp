#include "core/forms/product_functions.h"

#include "core/forms/answer_value.h"
#include "core/forms/calculations.h"
#include "core/forms/enable_when.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using Kind = FormIssue::Kind;

/// The enabled answers of every occurrence of @p linkId.
QList<Json> enabledAnswers(const Questionnaire &form, const Answers &answers, const FormTree &tree, const QString &linkId)
{
    QList<Json> found;
    for (const int at : tree.byQuestion.value(form.byLinkId.value(linkId, -1))) {
        const FormPlace &place = tree.places[at];
        if (!place.enabled)
            continue;
        for (const AnswerRow &answer : answers.given(place.key)) {
            if (isAnswered(answer.value))
                found.append(answer.value);
        }
    }
    return found;
}

bool hasAnyCode(const QList<Json> &answers, const QStringList &codes)
{
    return std::any_of(answers.cbegin(), answers.cend(), [&](const Json &answer) {
        return codes.contains(answer.isObject() ? answer[u"code"_s].toString() : answer.toString());
    });
}

class RuleChecker {
public:
    RuleChecker(const Questionnaire &form, const Answers &answers, const FormTree &tree, const FormContext &context)
        : m_form(form), m_answers(answers), m_tree(tree), m_context(context)
    {
    }

    void check(const FormPlace &place)
    {
        for (const ProductFunction &function : m_form.items[place.item].functions) {
            if (function.name == u"required-by-choice")
                requiredByChoice(function, place);
            else if (function.name == u"required-unless")
                requiredUnless(function, place);
            else if (function.name == u"min-or-reason")
                minOrReason(function, place);
            else if (function.name == u"not-after")
                notAfter(function, place);
            else if (function.name == u"not-in-future")
                notInFuture(place);
        }
    }

    QList<FormIssue> issues;

private:
    void fail(Kind kind, const FormPlace &place, const QString &end)
    {
        const FormItem &item = m_form.items[place.item];
        issues.append({ FormIssue::Severity::Error, kind, item.linkId, place.key, quotedLabel(item) + u' ' + end });
    }

    QList<Json> answersTo(const QString &linkId) const { return enabledAnswers(m_form, m_answers, m_tree, linkId); }

    bool isUnanswered(const FormPlace &place) const
    {
        const auto given = m_answers.given(place.key);
        return std::none_of(given.cbegin(), given.cend(), [](const AnswerRow &answer) { return isAnswered(answer.value); });
    }

    void requiredByChoice(const ProductFunction &function, const FormPlace &place)
    {
        if (isUnanswered(place) && hasAnyCode(answersTo(function.text(u"question"_s)), function.texts(u"code"_s)))
            fail(Kind::Required, place, u"needs an answer, because it was chosen above."_s);
    }

    void requiredUnless(const ProductFunction &function, const FormPlace &place)
    {
        if (isUnanswered(place) && answersTo(function.text(u"question"_s)).isEmpty())
            fail(Kind::Required, place, u"needs an answer, because nothing else gives it."_s);
    }

    void minOrReason(const ProductFunction &function, const FormPlace &place)
    {
        const qint64 least = function.integer(u"min"_s, 1);
        const bool isRowList = place.kind == FormPlace::Kind::RowList;
        const auto count = isRowList ? m_answers.rows(place.key).size() : m_answers.given(place.key).size();
        if (place.kind != FormPlace::Kind::Row && count < least && answersTo(function.text(u"reason"_s)).isEmpty())
            fail(Kind::TooFew, place, u"needs at least %1, or a reason why not."_s.arg(least));
    }

    void notAfter(const ProductFunction &function, const FormPlace &place)
    {
        const auto limits = answersTo(function.text(u"question"_s));
        const Json &value = m_answers.value(place.key);
        if (limits.isEmpty() || value.isNull())
            return;
        const auto compared = compareAnswers(m_form.items[place.item].type, value, limits.first());
        if (compared.value_or(0) > 0)
            fail(Kind::TooHigh, place, u"may be sooner than %1, but not later."_s.arg(limits.first().toString()));
    }

    /// Without a clock in the context nothing is in the future.
    void notInFuture(const FormPlace &place)
    {
        const ItemType type = m_form.items[place.item].type;
        const QString now = type == ItemType::Date ? m_context.now.left(10) : m_context.now;
        const auto compared = compareAnswers(type, m_answers.value(place.key), Json(now));
        if (!now.isEmpty() && compared.value_or(0) > 0)
            fail(Kind::TooHigh, place, u"may not be in the future."_s);
    }

    const Questionnaire &m_form;
    const Answers &m_answers;
    const FormTree &m_tree;
    const FormContext &m_context;
};

bool anyFormFunctionHolds(const Questionnaire &form, const Answers &answers, const QString &name)
{
    const FormTree tree = buildFormTree(form, answers);
    return std::any_of(form.functions.cbegin(), form.functions.cend(), [&](const ProductFunction &function) {
        return function.name == name
            && hasAnyCode(enabledAnswers(form, answers, tree, function.text(u"question"_s)), function.texts(u"code"_s));
    });
}

} // namespace

QStringList productFunctionNames()
{
    static const QStringList names = calculationNames()
        + QStringList { u"required-by-choice"_s, u"required-unless"_s, u"min-or-reason"_s, u"not-after"_s,
                        u"not-in-future"_s, u"not-carried-out"_s, u"alert"_s };
    return names;
}

QList<FormIssue> checkProductRules(const Questionnaire &questionnaire, const Answers &answers, const FormTree &tree,
                                   const FormContext &context, const QString &role)
{
    RuleChecker checker(questionnaire, answers, tree, context);
    for (const FormPlace &place : tree.places) {
        const FormItem &item = questionnaire.items[place.item];
        if (place.enabled && item.completedByRole == role && !item.functions.isEmpty())
            checker.check(place);
    }
    return checker.issues;
}

bool wasCarriedOut(const Questionnaire &questionnaire, const Answers &answers)
{
    return !anyFormFunctionHolds(questionnaire, answers, u"not-carried-out"_s);
}

bool raisesAlert(const Questionnaire &questionnaire, const Answers &answers)
{
    return anyFormFunctionHolds(questionnaire, answers, u"alert"_s);
}

} // namespace sightline
