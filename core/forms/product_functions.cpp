#include "core/forms/product_functions.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/calculations.h"
#include "core/forms/form_world.h"
#include "core/forms/said_condition.h"

#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using Kind = FormIssue::Kind;

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
            else if (function.name == u"allows-only")
                allowsOnly(function, place);
            else if (function.name == u"text-at-most")
                textAtMost(function, place);
            else if (function.name == u"as-many-as")
                asManyAs(function, place);
        }
    }

    QList<FormIssue> issues;

private:
    void fail(Kind kind, const FormPlace &place, const QString &end)
    {
        const FormItem &item = m_form.items[place.item];
        issues.append({ FormIssue::Severity::Error, kind, item.linkId, place.key, quotedLabel(item) + u' ' + end });
    }

    FormWorld worldAt(const FormPlace &place) const { return { place, m_form, m_answers, m_tree, m_context }; }
    QList<Json> answersTo(const FormPlace &place, const QString &linkId) const { return worldAt(place).near(linkId); }

    bool isUnanswered(const FormPlace &place) const
    {
        const auto given = m_answers.given(place.key);
        return std::none_of(given.cbegin(), given.cend(), [](const AnswerRow &answer) { return isAnswered(answer.value); });
    }

    void requiredByChoice(const ProductFunction &function, const FormPlace &place)
    {
        if (isUnanswered(place) && hasAnyCode(answersTo(place, function.text(u"question"_s)), function.texts(u"code"_s)))
            fail(Kind::Required, place, u"needs an answer, because of what was chosen."_s);
    }

    void requiredUnless(const ProductFunction &function, const FormPlace &place)
    {
        const auto questions = function.texts(u"question"_s);
        const bool isGiven = std::any_of(questions.cbegin(), questions.cend(), [&](const QString &question) { return !answersTo(place, question).isEmpty(); });
        if (isUnanswered(place) && !isGiven)
            fail(Kind::Required, place, u"needs an answer, because nothing else gives it."_s);
    }

    void minOrReason(const ProductFunction &function, const FormPlace &place)
    {
        const qint64 least = function.integer(u"min"_s, 1);
        const bool isRowList = place.kind == FormPlace::Kind::RowList;
        const auto count = isRowList ? m_answers.rows(place.key).size() : m_answers.given(place.key).size();
        if (place.kind != FormPlace::Kind::Row && count < least && answersTo(place, function.text(u"reason"_s)).isEmpty())
            fail(Kind::TooFew, place, u"needs at least %1, or a reason why not."_s.arg(least));
    }

    void notAfter(const ProductFunction &function, const FormPlace &place)
    {
        const auto limits = answersTo(place, function.text(u"question"_s));
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

    void allowsOnly(const ProductFunction &function, const FormPlace &place)
    {
        const auto conditions = function.texts(u"when"_s);
        const bool holds = std::all_of(conditions.cbegin(), conditions.cend(),
                                       [&](const QString &condition) { return saidConditionHolds(worldAt(place), condition).value_or(false); });
        const auto allowed = function.texts(u"code"_s);
        if (!holds || isUnanswered(place) || allowed.contains(codeOf(m_answers.value(place.key))))
            return;
        QStringList labels;
        for (const FormOption &option : m_form.items[place.item].options) {
            if (allowed.contains(codeOf(option.value)))
                labels.append(u'“' + option.label + u'”');
        }
        fail(Kind::Rule, place, u"can only be %1, because of another answer."_s.arg(labels.join(u" or "_s)));
    }

    void textAtMost(const ProductFunction &function, const FormPlace &place)
    {
        const QString text = m_answers.value(place.key).toString().trimmed();
        const auto words = text.split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts).size();
        const auto lines = text.split(u'\n').size();
        const qint64 wordsMost = function.integer(u"words"_s, words);
        const qint64 linesMost = function.integer(u"lines"_s, lines);
        if (words > wordsMost)
            fail(Kind::TooLong, place, u"has %1 words, and may have %2."_s.arg(words).arg(wordsMost));
        else if (lines > linesMost)
            fail(Kind::TooLong, place, u"has %1 lines, and may have %2."_s.arg(lines).arg(linesMost));
    }

    void asManyAs(const ProductFunction &function, const FormPlace &place)
    {
        const FormItem *other = m_form.find(function.text(u"list"_s));
        if (!other || place.kind != FormPlace::Kind::RowList)
            return;
        const auto least = m_answers.rows(rowListKey({}, other->linkId)).size();
        if (m_answers.rows(place.key).size() < least)
            fail(Kind::TooFew, place, u"needs %1, one for each of %2."_s.arg(least).arg(quotedLabel(*other)));
    }

    const Questionnaire &m_form;
    const Answers &m_answers;
    const FormTree &m_tree;
    const FormContext &m_context;
};

/// Whether some answer to @p question has one of @p codes, shown or not: says no quickly, which nearly every record does.
bool isGivenAnywhere(const Answers &answers, const QString &question, const QStringList &codes)
{
    const QString name = escapedName(question);
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        if (it.key() != name && !it.key().endsWith(u'/' + name))
            continue;
        for (const AnswerRow &row : answers.given(it.key())) {
            if (codes.contains(codeOf(row.value)))
                return true;
        }
    }
    return false;
}

bool anyFormFunctionHolds(const Questionnaire &form, const Answers &answers, const QString &name)
{
    return std::any_of(form.functions.cbegin(), form.functions.cend(), [&](const ProductFunction &function) {
        const QString question = function.text(u"question"_s);
        const QStringList codes = function.texts(u"code"_s);
        if (function.name != name || !isGivenAnywhere(answers, question, codes))
            return false;
        const FormPlace nowhere;
        const FormContext unknown;
        const FormTree tree = buildFormTree(form, answers);
        return hasAnyCode(FormWorld { nowhere, form, answers, tree, unknown }.all(question), codes);
    });
}

} // namespace

QStringList productFunctionNames()
{
    static const QStringList names =
        calculationNames() + QStringList { u"required-by-choice"_s, u"required-unless"_s, u"min-or-reason"_s, u"not-after"_s,     u"not-in-future"_s,
                                           u"allows-only"_s,        u"text-at-most"_s,    u"as-many-as"_s,    u"now-by-choice"_s, u"records-of"_s,
                                           u"not-carried-out"_s,    u"alert"_s,           u"visit"_s };
    return names;
}

QStringList beginByChoice(const Questionnaire &questionnaire, Answers &answers, const FormTree &tree, const QStringList &answered, const FormContext &context)
{
    QStringList changed;
    for (const FormPlace &place : tree.places) {
        const FormItem &item = questionnaire.items[place.item];
        for (const ProductFunction &function : item.functions) {
            if (function.name != "now-by-choice"_L1 || !place.enabled || !answers.value(place.key).isNull())
                continue;
            const QString question = function.text(u"question"_s);
            const bool isIt = std::any_of(answered.cbegin(), answered.cend(), [&](const QString &key) {
                const auto resolved = resolveKey(questionnaire, key);
                return resolved && questionnaire.items[resolved->item].linkId == question;
            });
            if (isIt && hasAnyCode(FormWorld { place, questionnaire, answers, tree, context }.near(question), function.texts(u"code"_s)))
                changed += answers.set(place.key, context.now);
        }
    }
    return changed;
}

QList<FormIssue> checkProductRules(const Questionnaire &questionnaire, const Answers &answers, const FormTree &tree, const FormContext &context,
                                   const QString &role)
{
    RuleChecker checker(questionnaire, answers, tree, context);
    for (const FormPlace &place : tree.places) {
        const FormItem &item = questionnaire.items[place.item];
        if (place.enabled && item.completedByRole == role && !item.functions.isEmpty())
            checker.check(place);
    }
    return checker.issues;
}

bool wasCarriedOut(const Questionnaire &questionnaire, const Answers &answers) { return !anyFormFunctionHolds(questionnaire, answers, u"not-carried-out"_s); }

bool raisesAlert(const Questionnaire &questionnaire, const Answers &answers) { return anyFormFunctionHolds(questionnaire, answers, u"alert"_s); }

} // namespace sightline
