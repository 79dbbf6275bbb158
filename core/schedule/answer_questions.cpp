#include "core/schedule/answer_questions.h"

#include "core/base/limits.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

void setCell(Activity &activity, Cell cell, const QString &words)
{
    switch (cell) {
    case Cell::What: activity.what = words; break;
    case Cell::How: activity.how = words; break;
    case Cell::Why: activity.why = words; break;
    case Cell::Lead: activity.lead = words; break;
    case Cell::Frequency: activity.frequency = words; break;
    }
}

/// The row as the document and @p answers together say it.
Activity asAnswered(Activity activity, const QList<OwnerAnswer> &answers)
{
    for (const OwnerAnswer &answer : answers) {
        if (!answer.words.isEmpty())
            setCell(activity, answer.cell, answer.words);
    }
    return activity;
}

template <typename List>
bool concerns(const List &entries, Cell cell)
{
    return std::ranges::any_of(entries, [cell](const auto &entry) { return entry.cell == cell; });
}

/// The questions of cells that no answer speaks for; those that only a look at other rows raised are among them.
QList<Question> stillOpen(const QList<Question> &questions, const QList<OwnerAnswer> &answers)
{
    QList<Question> open;
    std::ranges::copy_if(questions, std::back_inserter(open), [&](const Question &question) { return !concerns(answers, question.cell); });
    return open;
}

} // namespace

Result<CompiledActivity> answered(const CompiledActivity &activity, const QString &serviceTitle, const OwnerAnswer &answer, const FrameworkTables &tables)
{
    if (!concerns(activity.questions, answer.cell) && !concerns(activity.answers, answer.cell))
        return Error { ErrorCode::InvalidInput, u"Nothing is asked about the %1 of \"%2\"."_s.arg(cellName(answer.cell), activity.activity.what.simplified()) };
    if (answer.words.size() > limits::frameworkRuleCharactersMax)
        return Error { ErrorCode::TooLarge, u"The answer is longer than %1 characters; shorten it."_s.arg(limits::frameworkRuleCharactersMax) };
    QList<OwnerAnswer> answers = activity.answers;
    answers.removeIf([&](const OwnerAnswer &earlier) { return earlier.cell == answer.cell; });
    answers.append(answer);
    CompiledActivity next = compileActivity(asAnswered(activity.activity, answers), serviceTitle, tables);
    if (!answer.words.isEmpty()) {
        const auto unclear = std::ranges::find(next.questions, answer.cell, &Question::cell);
        if (unclear != next.questions.end())
            return Error { ErrorCode::InvalidInput, u"\"%1\" is not clear itself: %2"_s.arg(answer.words, unclear->text) };
    }
    next.questions = stillOpen(activity.questions, answers);
    next.activity = activity.activity;
    next.answers = answers;
    return next;
}

QString askedAbout(const CompiledActivity &activity, Cell cell)
{
    QStringList texts;
    for (const Question &question : activity.questions) {
        if (question.cell == cell)
            texts.append(question.text);
    }
    for (const OwnerAnswer &answer : activity.answers) {
        if (answer.cell == cell && texts.isEmpty())
            texts.append(answer.question);
    }
    return texts.join(u' ');
}

int carryAnswers(CompiledFramework &next, const CompiledFramework &before, const FrameworkTables &tables)
{
    int carried = 0;
    for (CompiledService &service : next.services) {
        for (CompiledActivity &activity : service.activities) {
            const CompiledActivity *old = before.find(activity.activity.key);
            if (!old)
                continue;
            for (const OwnerAnswer &answer : old->answers) {
                const bool readsTheSame = old->activity.cell(answer.cell).simplified() == activity.activity.cell(answer.cell).simplified();
                if (!readsTheSame || !concerns(activity.questions, answer.cell))
                    continue;
                if (auto settled = answered(activity, service.title(), answer, tables)) {
                    activity = std::move(settled).value();
                    ++carried;
                }
            }
        }
    }
    return carried;
}

} // namespace sightline
