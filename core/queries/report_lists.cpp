#include "core/queries/report_lists.h"

#include "core/forms/answer_key.h"
#include "core/forms/answers.h"
#include "core/store/form_library.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The least number that is shown; below it somebody might be known by it.
constexpr int leastShown = 5;

struct Line {
    QString activity;
    qint64 planned = 0;
    qint64 done = 0;
    qint64 late = 0;
    qint64 notDone = 0;
};

/// How often each step of each scale of one form was chosen, in the form's own order.
struct Tally {
    std::shared_ptr<const KnownForm> form;
    QMap<QString, QHash<QString, int>> byScale;   ///< scale id, else the counted question; then code
};

/// What an answer to @p item is counted under; empty: it is not counted.
QString countedAs(const FormItem &item, const QStringList &counted)
{
    if (item.readOnly)
        return {};
    return item.scaleId.isEmpty() && counted.contains(item.linkId) ? item.linkId : item.scaleId;
}

QStringList countedBy(const Tally &tally) { return tally.form->published.meta[u"counted"_s].toStrings(); }

/// The activity that @p answers say they were for; empty: none.
QString activityIn(const Answers &answers, const Questionnaire &form)
{
    const auto item = std::find_if(form.items.cbegin(), form.items.cend(), [](const FormItem &one) { return one.carryForward == "context/activity"_L1; });
    return item == form.items.cend() ? QString() : answers.value(item->linkId).toString();
}

void count(const Answers &answers, Tally &tally)
{
    const QStringList counted = countedBy(tally);
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const auto place = resolveKey(tally.form->questionnaire, it.key());
        if (!place || place->isRowList)
            continue;
        const FormItem &item = tally.form->questionnaire.items[place->item];
        const QString as = countedAs(item, counted);
        if (as.isEmpty())
            continue;
        for (const AnswerRow &answer : answers.given(it.key()))
            ++tally.byScale[as][answer.value[u"code"_s].toString()];
    }
}

void addRows(const Tally &tally, Json &figures)
{
    for (auto scale = tally.byScale.cbegin(); scale != tally.byScale.cend(); ++scale) {
        const auto &items = tally.form->questionnaire.items;
        const auto item = std::find_if(items.cbegin(), items.cend(), [&](const FormItem &one) { return countedAs(one, countedBy(tally)) == scale.key(); });
        for (const FormOption &option : item->options) {
            const int chosen = scale->value(option.value[u"code"_s].toString());
            if (chosen > 0)
                figures.append(Json::object({ { u"what"_s, tally.form->published.title },
                                              { u"answer"_s, option.label },
                                              { u"count"_s, chosen < leastShown ? u"< %1"_s.arg(leastShown) : QString::number(chosen) } }));
        }
    }
}

} // namespace

Json programmeOf(const Plan &plan, const ServiceId &service, const DateSpan &period)
{
    QList<Line> lines;
    for (const Task &task : plan.tasks()) {
        const bool isAsked = task.target > 0 && (task.due.isValid() ? period.contains(task.due) : period.contains(task.period.to));
        if (task.service != service || !isAsked)
            continue;
        const QString activity = task.part.isEmpty() ? task.what : u"%1 – %2"_s.arg(task.what, task.part);
        auto line = std::find_if(lines.begin(), lines.end(), [&](const Line &one) { return one.activity == activity; });
        if (line == lines.end())
            line = lines.insert(lines.end(), Line { activity });
        line->planned += task.target;
        line->done += std::min(task.done, task.target);
        line->late += task.isDoneLate ? 1 : 0;
        const bool wasDue = task.due.isValid() && task.due < plan.today();
        line->notDone += wasDue ? std::max(0, task.target - task.done) : 0;
    }
    Json programme = Json::array();
    for (const Line &line : lines)
        programme.append(Json::object({ { u"activity"_s, line.activity },
                                        { u"planned"_s, line.planned },
                                        { u"done"_s, line.done },
                                        { u"late"_s, line.late },
                                        { u"not_done"_s, line.notDone } }));
    return programme;
}

Result<Json> figuresOf(Store &store, const CouncilCalendar &calendar, const ServiceId &service, const DateSpan &period)
{
    const auto rows = store.view().ofType(RecordType::Form);
    if (!rows)
        return rows.error();
    QMap<QString, Tally> tallies;   // by form and version
    for (const ViewRow &row : *rows) {
        const QDate day = calendar.today(Instant { row.completedAtMs });
        if (row.state != RecordState::Completed || row.service != service || !period.contains(day))
            continue;
        const auto form = findForm(store, row.form);
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (!form || !*body)
            continue;   // a form this device cannot read is not counted, as it is not shown
        Tally &tally = tallies[row.form];
        tally.form = *form;
        count(Answers((*body)->answers), tally);
    }
    Json figures = Json::array();
    for (const Tally &tally : std::as_const(tallies))
        addRows(tally, figures);
    return figures;
}

Result<Json> summariesOf(Store &store, const CouncilCalendar &calendar, const ServiceId &service, const DateSpan &period)
{
    const auto rows = store.view().ofType(RecordType::Form);
    if (!rows)
        return rows.error();
    QList<ViewRow> completed;
    QSet<RecordId> amended;
    for (const ViewRow &row : *rows) {
        if (row.state != RecordState::Completed || row.service != service)
            continue;
        if (row.about)
            amended.insert(*row.about);
        if (period.contains(calendar.today(Instant { row.completedAtMs })))
            completed.append(row);
    }
    std::stable_sort(completed.begin(), completed.end(), [](const ViewRow &a, const ViewRow &b) { return a.completedAtMs > b.completedAtMs; });
    Json summaries = Json::array();
    for (const ViewRow &row : std::as_const(completed)) {
        const auto form = findForm(store, row.form);
        const QString question = form ? (*form)->published.meta[u"reportsUp"_s].toString() : QString();
        if (question.isEmpty() || amended.contains(row.id))
            continue;
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        const Answers answers = *body ? Answers((*body)->answers) : Answers();
        const QString text = answers.value(question).toString();
        const QString activity = activityIn(answers, (*form)->questionnaire);
        if (!text.trimmed().isEmpty())
            summaries.append(Json::object({ { u"on"_s, calendar.today(Instant { row.completedAtMs }).toString(Qt::ISODate) },
                                            { u"from"_s, activity.isEmpty() ? (*form)->published.title : activity },
                                            { u"text"_s, text } }));
    }
    return summaries;
}

} // namespace sightline
