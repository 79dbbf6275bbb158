#include "core/records/last_rows.h"

#include "core/forms/answer_key.h"
#include "core/records/hand_condition.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QMap<QString, QString> textsOf(const Json &json)
{
    QMap<QString, QString> texts;
    const auto members = json.toObject();
    for (auto it = members.cbegin(); it != members.cend(); ++it)
        texts.insert(it.key(), it->toString());
    return texts;
}

/// The answers of one row, as if it stood alone.
Answers rowAlone(const Answers &answers, const QString &listKey, const QString &row)
{
    const QString base = rowBase(listKey, row) + u'/';
    Answers::Fields fields;
    for (auto it = answers.fields().lowerBound(base); it != answers.fields().cend() && it.key().startsWith(base); ++it)
        fields.insert(it.key().sliced(base.size()), *it);
    return Answers(std::move(fields));
}

/// By what a row is known: typed again, it is still the same recommendation.
QString nameOf(const Answers &row, const QString &key) { return row.value(childKey({}, key)).toString().simplified().toCaseFolded(); }

bool isDone(const Json &condition, const Answers &row, const RecordId &record) { return !condition.isNull() && holds(condition, nullptr, row, record); }

struct ToldRow {
    QString name;
    Answers row;   ///< our questions
    bool done = false;
};

/// The rows of @p other in our words, each once: open if any list says it is.
QList<ToldRow> toldBy(const LastRows &rows, const CompletedAnswers &other)
{
    QList<ToldRow> told;
    for (const LastRows::Source &source : rows.sources) {
        const QString list = rowListKey({}, source.rows);
        for (const AnswerRow &each : other.answers.rows(list)) {
            const Answers theirs = rowAlone(other.answers, list, each.id);
            ToldRow row;
            for (auto it = source.answers.cbegin(); it != source.answers.cend(); ++it)
                row.row.set(childKey({}, it.key()), theirs.value(childKey({}, it.value())));
            row.name = nameOf(row.row, rows.key);
            row.done = isDone(source.done, theirs, other.id);
            if (row.name.isEmpty())
                continue;
            const auto same = std::find_if(told.begin(), told.end(), [&row](const ToldRow &before) { return before.name == row.name; });
            if (same == told.end())
                told.append(row);
            else
                same->done = same->done && row.done;
        }
    }
    return told;
}

void append(const ToldRow &row, int number, const QString &list, Answers &answers)
{
    QList<AnswerRow> rows = answers.rows(list);
    // Never stored: what is carried into a form gets a random id of its own.
    const QString id = u"told%1"_s.arg(number);
    rows.append({ id, orderBetween(rows.isEmpty() ? QString() : rows.last().order, {}), {} });
    answers.set(list, rowsToJson(rows));
    for (auto it = row.row.fields().cbegin(); it != row.row.fields().cend(); ++it)
        answers.set(rowBase(list, id) + u'/' + it.key(), *it);
}

} // namespace

QList<LastRows> lastRows(const Json &meta)
{
    QList<LastRows> lists;
    for (const Json &member : meta[u"previous"_s][u"rows"_s].toArray()) {
        const Json &from = member[u"from"_s];
        LastRows rows { .into = member[u"into"_s].toString(),
                        .key = member[u"key"_s].toString(),
                        .done = member[u"done"_s],
                        .form = from[u"form"_s].toString(),
                        .sameAnswer = textsOf(from[u"sameAnswer"_s]),
                        .when = from[u"when"_s],
                        .sources = {} };
        for (const Json &list : from[u"lists"_s].toArray())
            rows.sources.append({ list[u"rows"_s].toString(), textsOf(list[u"answers"_s]), list[u"done"_s] });
        if (!rows.into.isEmpty() && !rows.key.isEmpty() && !rows.form.isEmpty() && !rows.sameAnswer.isEmpty())
            lists.append(rows);
    }
    return lists;
}

std::optional<CompletedAnswers> withLastRows(const LastRows &rows, std::optional<CompletedAnswers> last, const std::optional<CompletedAnswers> &other)
{
    if (!other && !last)
        return last;
    const QString list = rowListKey({}, rows.into);
    const QList<ToldRow> told = other ? toldBy(rows, *other) : QList<ToldRow>();
    CompletedAnswers present = last ? std::move(*last) : CompletedAnswers { .id = other->id, .completedAtMs = 0, .answers = {} };
    const bool isOtherNewer = other && other->completedAtMs > present.completedAtMs;
    QStringList said;
    for (const AnswerRow &each : present.answers.rows(list)) {
        const Answers row = rowAlone(present.answers, list, each.id);
        const QString name = nameOf(row, rows.key);
        const auto again = std::find_if(told.cbegin(), told.cend(), [&name](const ToldRow &theirs) { return theirs.name == name; });
        const bool isToldLater = isOtherNewer && again != told.cend();
        said.append(name);
        if (isToldLater ? again->done : isDone(rows.done, row, present.id))
            present.answers.removeRow(list, each.id);
    }
    int added = 0;
    for (const ToldRow &row : told) {
        if (!row.done && !said.contains(row.name))
            append(row, ++added, list, present.answers);
    }
    return present;
}

} // namespace sightline
