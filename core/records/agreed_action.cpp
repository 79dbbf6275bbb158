#include "core/records/agreed_action.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/layout.h"

#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Where the answers of @p row lie.
QString baseOf(const QString &row, const ActionRule &rule) { return rowBase(rowListKey({}, rule.rows), row); }

/// The answers of one row, by question.
class RowAnswers {
public:
    RowAnswers(const Json::Object &answers, const QString &row, const ActionRule &rule) : m_answers(answers), m_base(baseOf(row, rule)) { }

    [[nodiscard]] Json value(const QString &question) const { return question.isEmpty() ? Json() : m_answers.value(childKey(m_base, question)); }
    [[nodiscard]] QString text(const QString &question) const { return answerText(value(question)); }
    [[nodiscard]] QDate day(const QString &question) const { return QDate::fromString(value(question).toString().left(10), Qt::ISODate); }

private:
    const Json::Object &m_answers;
    QString m_base;
};

/// @p files as several answers of one question. The rows are named by what is in them, so that the same files are the same answer.
Json filesAnswer(const QList<NamedFile> &files)
{
    constexpr qsizetype rowIdLength = 8;   // as newRowId() makes them
    QList<AnswerRow> rows;
    QSet<QString> named;
    for (const NamedFile &file : files) {
        if (named.contains(file.sha))
            continue;   // the same file under another name
        named.insert(file.sha);
        const QString order = orderBetween(rows.isEmpty() ? QString() : rows.last().order, {});
        rows.append({ file.sha.left(rowIdLength), order, attachmentAnswer(file.sha, file.mime, file.sizeBytes, file.name) });
    }
    return rows.isEmpty() ? Json() : rowsToJson(rows);
}

void sortByTime(QList<TakenStep> &steps)
{
    std::sort(steps.begin(), steps.end(), [](const TakenStep &a, const TakenStep &b) { return a.atMs != b.atMs ? a.atMs < b.atMs : a.id < b.id; });
}

} // namespace

const ActionFollowUp *AgreedAction::present() const
{
    const auto newest = std::find_if(history.crbegin(), history.crend(), [](const ActionFollowUp &followUp) { return followUp.counts; });
    return newest == history.crend() ? nullptr : &*newest;
}

bool AgreedAction::isClosed() const { return present() && present()->closes; }

QDate AgreedAction::recheck() const { return present() ? present()->recheck : QDate(); }

QList<AgreedAction> actionsOf(const RecordId &record, const RecordBody &body, const QList<TakenStep> &steps, const ActionRule &rule)
{
    QList<TakenStep> inTime = steps;
    sortByTime(inTime);
    QHash<QString, QList<ActionFollowUp>> histories;   // by row
    for (const TakenStep &step : std::as_const(inTime)) {
        const QString row = step.kind == step::action ? rowOfStep(step.members, body, rule) : QString();
        if (row.isEmpty())
            continue;
        ActionFollowUp followUp = followUpIn(step.members, row, rule);
        followUp.step = step.id;
        followUp.author = step.author;
        followUp.atMs = step.atMs;
        followUp.counts = step.counts;
        followUp.isWithdrawn = step.isWithdrawn;
        histories[row].append(followUp);
    }
    QList<AgreedAction> actions;
    for (const AnswerRow &row : Answers(body.answers).rows(rowListKey({}, rule.rows))) {
        const RowAnswers given(body.answers, row.id, rule);
        AgreedAction action { .record = record, .row = row.id, .agreedBy = body.author };
        action.what = given.text(rule.what);
        action.owner = PersonId::fromString(given.value(rule.owner)[u"value"_s].toString()).valueOr({});
        action.ownerText = given.text(rule.owner);
        action.due = given.day(rule.due);
        action.priority = given.text(rule.priority);
        action.why = given.text(rule.why);
        action.history = histories.value(row.id);
        if (!action.what.trimmed().isEmpty())
            actions.append(action);
    }
    return actions;
}

bool mayFollowUp(const AgreedAction &action, const PersonId &person, const Council &council)
{
    return person == action.owner || person == action.agreedBy || council.managersAbove(action.owner).contains(person);
}

QString rowOfStep(const Json::Object &members, const RecordBody &record, const ActionRule &rule)
{
    const Answers part = partAnswers(RecordBody { .answers = members });
    if (part.isEmpty())
        return {};
    const QString listKey = rowListKey({}, rule.rows);
    for (const AnswerRow &row : Answers(record.answers).rows(listKey)) {
        const QString below = rowBase(listKey, row.id) + u'/';
        if (std::all_of(part.fields().keyBegin(), part.fields().keyEnd(), [&below](const QString &key) { return key.startsWith(below); }))
            return row.id;
    }
    return {};
}

ActionFollowUp followUpIn(const Json::Object &members, const QString &row, const ActionRule &rule)
{
    const RowAnswers said(members, row, rule);
    ActionFollowUp followUp;
    followUp.status = said.value(rule.status)[u"code"_s].toString();
    followUp.statusText = said.text(rule.status);
    followUp.closes = rule.closed.contains(followUp.status);
    followUp.doneOn = said.day(rule.doneOn);
    followUp.evidence = said.text(rule.evidence);
    if (!rule.evidenceFiles.isEmpty())
        followUp.files = filesAt(Answers(members), childKey(baseOf(row, rule), rule.evidenceFiles));
    followUp.impact = said.text(rule.impact);
    followUp.recheck = said.day(rule.recheck);
    followUp.reason = stepText(members);
    return followUp;
}

Answers followUpAnswers(const ActionFollowUp &followUp, const Json &statusValue, const QString &row, const ActionRule &rule)
{
    Answers answers;
    const QString base = baseOf(row, rule);
    const auto put = [&](const QString &question, const Json &value) {
        if (!question.isEmpty() && isAnswered(value))
            answers.set(childKey(base, question), value);
    };
    const auto dayOf = [](QDate day) { return day.isValid() ? Json(day.toString(Qt::ISODate)) : Json(); };
    put(rule.status, statusValue);
    put(rule.doneOn, dayOf(followUp.doneOn));
    put(rule.evidence, followUp.evidence);
    put(rule.evidenceFiles, filesAnswer(followUp.files));
    put(rule.impact, followUp.impact);
    put(rule.recheck, dayOf(followUp.recheck));
    if (!followUp.reason.trimmed().isEmpty())
        answers.set(QString::fromUtf16(step::text), followUp.reason);
    return answers;
}

bool lacksImpact(const ActionFollowUp &followUp, const ActionRule &rule)
{
    return followUp.closes && !rule.impact.isEmpty() && followUp.impact.trimmed().isEmpty();
}

Answers::Fields presentFollowUps(const Json::Object &record, QList<TakenStep> steps)
{
    sortByTime(steps);
    const Answers answers(record);
    const auto isRow = [&answers](const QString &base) {
        const qsizetype mark = base.lastIndexOf(u'#');
        const QList<AnswerRow> rows = answers.rows(base.left(mark + 1));
        return std::any_of(rows.cbegin(), rows.cend(), [&](const AnswerRow &row) { return row.id == base.sliced(mark + 1); });
    };
    QMap<QString, Answers::Fields> byRow;
    for (const TakenStep &step : steps) {
        if (!step.counts || step.kind != step::action)
            continue;
        const Answers part = partAnswers(step);
        const QString base = part.isEmpty() ? QString() : part.fields().firstKey().section(u'/', 0, -2);
        if (isRow(base))
            byRow.insert(base, part.fields());
    }
    Answers::Fields fields;
    for (const Answers::Fields &row : std::as_const(byRow))
        fields.insert(row);
    return fields;
}

} // namespace sightline
