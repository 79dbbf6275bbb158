#include "core/forms/validate.h"

#include "core/base/limits.h"
#include "core/forms/answer_value.h"
#include "core/forms/check_field.h"
#include "core/forms/product_functions.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using Kind = FormIssue::Kind;

class Validator {
public:
    Validator(const Questionnaire &form, const Answers &answers, const FormTree &tree, ValidateFor purpose, const QString &role)
        : m_form(form), m_answers(answers), m_tree(tree), m_purpose(purpose), m_role(role)
    {
    }

    QList<FormIssue> run()
    {
        if (!m_form.canBeFilled())
            fail(Kind::NotChecked, {}, {}, u"This form cannot be filled here: it uses something this version does not know."_s);
        if (m_tree.truncated)
            fail(Kind::TooLarge, {}, {}, u"The form has more rows than can be handled; split the record."_s);
        for (int at = 0; at < m_tree.places.size(); ++at) {
            const FormPlace &place = m_tree.places[at];
            if (place.enabled && item(place).completedByRole == m_role)
                judge(at);
        }
        return m_issues;
    }

private:
    const FormItem &item(const FormPlace &place) const { return m_form.items[place.item]; }

    void fail(Kind kind, const QString &linkId, const QString &key, const QString &text, FormIssue::Severity severity = FormIssue::Severity::Error)
    {
        m_issues.append({ severity, kind, linkId, key, text });
    }

    void judge(int at)
    {
        const FormPlace &place = m_tree.places[at];
        switch (item(place).type) {
        case ItemType::Display:
        case ItemType::Unsupported: return;
        case ItemType::Group: judgeGroup(at); return;
        default: judgeQuestion(place);
        }
    }

    void judgeGroup(int at)
    {
        const FormPlace &place = m_tree.places[at];
        if (place.kind == FormPlace::Kind::RowList && m_answers.contains(place.key))
            m_issues += checkField(item(place), true, place.key, m_answers.value(place.key));
        if (place.kind == FormPlace::Kind::RowList)
            judgeCount(place, m_answers.rows(place.key).size());
        const bool isMissing = isCompleting() && place.kind != FormPlace::Kind::Row && item(place).required && !hasAnswerBelow(at);
        if (isMissing && !isReported(place.key))
            fail(Kind::Required, item(place).linkId, place.key, quotedLabel(item(place)) + u" needs at least one answer."_s);
    }

    void judgeQuestion(const FormPlace &place)
    {
        const FormItem &question = item(place);
        const auto given = m_answers.given(place.key);
        const auto count = std::count_if(given.cbegin(), given.cend(), [](const AnswerRow &answer) { return isAnswered(answer.value); });
        if (m_answers.contains(place.key))
            m_issues += checkField(question, false, place.key, m_answers.value(place.key));
        judgeExclusive(place, given);
        judgeCount(place, count);
    }

    /// How many rows or answers there may be; none at all is only wrong where something is required.
    void judgeCount(const FormPlace &place, qsizetype count)
    {
        const FormItem &counted = item(place);
        const int most = counted.maxOccurs > 0 && counted.repeats ? std::min(counted.maxOccurs, limits::formRowsMax) : limits::formRowsMax;
        if (count > most && most < limits::formRowsMax)
            fail(Kind::TooMany, counted.linkId, place.key, quotedLabel(counted) + u" may have at most %1."_s.arg(most));
        if (!isCompleting() || counted.comesLater || counted.hidden)
            return;
        const int least = std::max(counted.minOccurs, counted.required ? 1 : 0);
        const bool isFilledByTheApp = counted.readOnly;   // nobody could put it right: said, not in the way
        const auto severity = isFilledByTheApp ? FormIssue::Severity::Warning : FormIssue::Severity::Error;
        if (count == 0 && counted.required)
            fail(Kind::Required, counted.linkId, place.key, quotedLabel(counted) + u" needs an answer."_s, severity);
        else if (count < least && (count > 0 || counted.minOccurs > 0))
            fail(Kind::TooFew, counted.linkId, place.key, quotedLabel(counted) + u" needs at least %1."_s.arg(least), severity);
    }

    void judgeExclusive(const FormPlace &place, const QList<AnswerRow> &given)
    {
        if (given.size() < 2)
            return;
        const auto &options = item(place).options;
        const bool hasExclusive = std::any_of(options.cbegin(), options.cend(), [&](const FormOption &option) {
            return option.exclusive
                && std::any_of(given.cbegin(), given.cend(), [&](const AnswerRow &answer) { return sameChoice(option.value, answer.value); });
        });
        if (hasExclusive)
            fail(Kind::Rule, item(place).linkId, place.key, quotedLabel(item(place)) + u" has a choice that cannot be picked together with others."_s);
    }

    bool hasAnswerBelow(int at) const
    {
        for (int below = at + 1; below < m_tree.places[at].end; ++below) {
            const FormPlace &place = m_tree.places[below];
            const bool isQuestion = item(place).type != ItemType::Group && item(place).type != ItemType::Display;
            const auto given = isQuestion && place.enabled ? m_answers.given(place.key) : QList<AnswerRow> {};
            if (std::any_of(given.cbegin(), given.cend(), [](const AnswerRow &answer) { return isAnswered(answer.value); }))
                return true;
        }
        return false;
    }

    bool isReported(const QString &key) const { return !m_issues.isEmpty() && m_issues.last().key == key; }
    bool isCompleting() const { return m_purpose == ValidateFor::Completion; }

    const Questionnaire &m_form;
    const Answers &m_answers;
    const FormTree &m_tree;
    ValidateFor m_purpose;
    const QString &m_role;
    QList<FormIssue> m_issues;
};

} // namespace

QList<FormIssue> validate(const Questionnaire &questionnaire, const Answers &answers, ValidateFor purpose, const FormContext &context, const QString &role)
{
    return validate(questionnaire, answers, buildFormTree(questionnaire, answers), purpose, context, role);
}

QList<FormIssue> validate(const Questionnaire &questionnaire, const Answers &answers, const FormTree &tree, ValidateFor purpose, const FormContext &context,
                          const QString &role)
{
    auto issues = Validator(questionnaire, answers, tree, purpose, role).run();
    if (purpose == ValidateFor::Completion)
        issues += checkProductRules(questionnaire, answers, tree, context, role);
    const auto placeOf = [&](const FormIssue &issue) { return tree.byKey.value(issue.key, -1); };
    std::stable_sort(issues.begin(), issues.end(), [&](const FormIssue &a, const FormIssue &b) { return placeOf(a) < placeOf(b); });
    return issues;
}

bool hasErrors(const QList<FormIssue> &issues)
{
    return std::any_of(issues.cbegin(), issues.cend(), [](const FormIssue &issue) { return issue.severity == FormIssue::Severity::Error; });
}

} // namespace sightline
