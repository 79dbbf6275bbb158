#include "core/forms/editing/moved_answers.h"

#include "core/forms/answer_key.h"
#include "core/forms/layout.h"
#include "core/forms/validate.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What @p value says, all of it: of several answers each.
QString wordsOf(const Json &value)
{
    if (!value.isArray())
        return answerText(value);
    QStringList all;
    for (const Json &row : value.toArray()) {
        if (row.contains(u"v"_s))
            all.append(answerText(row[u"v"_s]));
    }
    return all.join(u", "_s);
}

/// What @p form has against @p value at @p key, by kind.
QList<FormIssue::Kind> objectionsOf(const Questionnaire &form, const QString &key, const Json &value)
{
    QList<FormIssue::Kind> kinds;
    for (const FormIssue &issue : checkPatch(form, { { key, value } })) {
        if (issue.severity == FormIssue::Severity::Error)
            kinds.append(issue.kind);
    }
    return kinds;
}

/// Whether @p to takes the answer as well as @p from did: what was wrong with it already goes along, to be put right there.
bool fits(const Questionnaire &from, const Questionnaire &to, const QString &key, const Json &value)
{
    return resolveKey(to, key) && objectionsOf(to, key, value) == objectionsOf(from, key, value);
}

bool isAsked(const FormItem &item)
{
    const bool isQuestion = item.type != ItemType::Group && item.type != ItemType::Display && item.type != ItemType::Unsupported;
    return isQuestion && !item.hidden && !item.readOnly && item.completedByRole.isEmpty();
}

} // namespace

MovedAnswers moveAnswers(const Questionnaire &from, const Questionnaire &to, const Answers &answers)
{
    MovedAnswers moved;
    QMultiMap<int, MovedAnswers::Left> left;   // by the place in the old form
    QList<MovedAnswers::Left> unplaced;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const auto was = resolveKey(from, it.key());
        // What neither form knows travels as it came.
        const bool isForeign = !was && !resolveKey(to, it.key());
        if (isForeign || fits(from, to, it.key(), it.value())) {
            moved.answers.set(it.key(), it.value());
            continue;
        }
        const MovedAnswers::Left lost { was ? from.items[was->item].text : it.key(), wordsOf(it.value()) };
        if (was && was->isRowList)
            continue;   // what is in the rows is listed
        if (was)
            left.insert(was->item, lost);
        else
            unplaced.append(lost);
    }
    moved.left = left.values() + unplaced;
    for (const FormItem &item : to.items) {
        if (isAsked(item) && !from.find(item.linkId))
            moved.asked.append(item.text);
    }
    return moved;
}

} // namespace sightline
