#include "core/forms/judge_response.h"

#include "core/forms/answer_key.h"
#include "core/forms/parts.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Answers that a completed record may not hold, since what they answer is not asked (rule 4).
QList<FormIssue> disabledAnswers(const Questionnaire &form, const Answers &answers, const FormTree &tree)
{
    QList<FormIssue> issues;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const FormPlace *place = tree.find(it.key());
        if (!place || place->enabled)
            continue;
        const FormItem &item = form.items[place->item];
        issues.append({ FormIssue::Severity::Error, FormIssue::Kind::NotEnabled, item.linkId, it.key(),
                        quotedLabel(item) + u" has an answer, but the other answers do not ask for one."_s });
    }
    return issues;
}

} // namespace

ValidateFor purposeOf(const ResponseMetadata &metadata)
{
    const bool isUnfinished = metadata.status == u"in-progress" || metadata.status == u"stopped" || metadata.status == u"entered-in-error";
    return isUnfinished ? ValidateFor::Draft : ValidateFor::Completion;
}

QList<FormIssue> judgeResponse(const Questionnaire &form, const ResponseReading &reading, ValidateFor purpose, const FormContext &context)
{
    const FormTree tree = buildFormTree(form, reading.answers);
    QList<FormIssue> issues = validate(form, reading.answers, tree, purpose, context);
    for (const QString &role : form.laterRoles()) {
        const bool hasSpoken = !partOf(form, reading.answers, role).isEmpty();
        const auto ofRole = hasSpoken ? validate(form, reading.answers, tree, purpose, context, role) : QList<FormIssue> {};
        for (const FormIssue &issue : ofRole) {
            if (!issues.contains(issue))
                issues.append(issue);   // what concerns the form as a whole is said once
        }
    }
    if (purpose == ValidateFor::Completion)
        issues += disabledAnswers(form, reading.answers, tree);
    const auto placeOf = [&](const FormIssue &issue) { return tree.byKey.value(issue.key, -1); };
    std::stable_sort(issues.begin(), issues.end(), [&](const FormIssue &a, const FormIssue &b) { return placeOf(a) < placeOf(b); });
    return reading.issues + issues;
}

} // namespace sightline
