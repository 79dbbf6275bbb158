#include "core/queries/today_board.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

Json taskJson(const TodayItem &item)
{
    const Task &task = item.task.task;
    Json draft;
    if (item.draft)
        draft = item.draft->toString();
    return Json::object({ { u"task"_s, task.id.toString() },
                          { u"activity"_s, task.ref },
                          { u"activity_key"_s, task.activity.toString() },
                          { u"what"_s, task.what },
                          { u"part"_s, task.part },
                          { u"concerns"_s, item.task.concerns },
                          { u"unit"_s, task.unit },
                          { u"period"_s, Json::object({ { u"from"_s, dateOrNull(task.period.from) }, { u"to"_s, dateOrNull(task.period.to) } }) },
                          { u"due"_s, dateOrNull(task.due) },
                          { u"target"_s, task.target },
                          { u"done"_s, task.done },
                          { u"state"_s, taskStateName(task.state) },
                          { u"why"_s, item.task.why },
                          { u"why_first"_s, item.task.whyFirst },
                          { u"template"_s, task.templateId },
                          { u"taken_by"_s, Json::strings(item.takenBy) },
                          { u"draft"_s, draft } });
}

/// A visit that is due stands among the tasks with the same members; its `task` is its child, which `capture --task` takes as well.
Json visitJson(const ListedChild &listed, const QString &form)
{
    const VisitStanding &standing = listed.standing;
    Json draft;
    if (listed.draft)
        draft = listed.draft->toString();
    const QString state = listed.isLate ? u"late"_s : listed.urgency == ListedChild::Urgency::Coming ? u"upcoming"_s : u"due"_s;
    return Json::object({ { u"task"_s, listed.child.id->toString() },
                          { u"child"_s, listed.child.id->toString() },
                          { u"activity"_s, QString() },
                          { u"activity_key"_s, QString() },
                          { u"what"_s, u"Visit"_s },
                          { u"part"_s, QString() },
                          { u"concerns"_s, discreetName(listed.child) },
                          { u"unit"_s, listed.child.team.toString() },
                          { u"period"_s, Json::object({ { u"from"_s, dateOrNull(standing.seenOn) }, { u"to"_s, dateOrNull(standing.ruleDue) } }) },
                          { u"due"_s, dateOrNull(standing.due) },
                          { u"target"_s, 1 },
                          { u"done"_s, 0 },
                          { u"state"_s, state },
                          { u"why"_s, listed.why },
                          { u"why_first"_s, listed.whyFirst },
                          { u"not_seen_twice"_s, standing.isNotSeenTwice() },
                          { u"template"_s, form },
                          { u"taken_by"_s, Json::array() },
                          { u"draft"_s, draft } });
}

QString visitLine(const ListedChild &listed) { return u"Visit to %1  %2\n"_s.arg(discreetName(listed.child), listed.whyFirst); }

QString taskLine(const Task &task)
{
    return u"%1  %2  %3 of %4  %5  %6\n"_s.arg(task.ref, taskStateName(task.state))
        .arg(task.done)
        .arg(task.target)
        .arg(task.due.isValid() ? u"due "_s + task.due.toString(Qt::ISODate) : u"no date"_s, task.what);
}

} // namespace

Result<CliReply> tasksCommand(CliSession &session)
{
    const auto day = CliSession::day(session.options().on, session.today());
    if (!day)
        return day.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto board = todayBoard(**store, session.world().calendar, *day, session.options().ofTeam ? TodayOf::MyTeam : TodayOf::Me);
    if (!board)
        return board.error();
    const auto form = visitForm(**store);
    if (!form)
        return form.error();
    if (!board->hasFramework || !board->knowsMe)
        return Error { ErrorCode::NotFound, u"The framework has not reached this device yet; run `sync` while the hub can be reached."_s };
    Json all = Json::array();
    QString text;
    const QString visitTemplate = *form ? templateOf((*form)->form->published.form) : QString();
    for (const TodayEntry &entry : board->order) {
        const bool isTask = entry.what == TodayEntry::What::Task;
        all.append(isTask ? taskJson(board->items.at(entry.at)) : visitJson(board->visits.at(entry.at), visitTemplate));
        text += isTask ? taskLine(board->items.at(entry.at).task.task) : visitLine(board->visits.at(entry.at));
    }
    return CliReply { all, text.isEmpty() ? u"Nothing to do on %1.\n"_s.arg(day->toString(Qt::ISODate)) : text };
}

} // namespace sightline::cli
