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
    if (!board->hasFramework || !board->knowsMe)
        return Error { ErrorCode::NotFound, u"The framework has not reached this device yet; run `sync` while the hub can be reached."_s };
    Json all = Json::array();
    QString text;
    for (const TodayItem &item : board->items) {
        all.append(taskJson(item));
        const Task &task = item.task.task;
        text += u"%1  %2  %3 of %4  %5  %6\n"_s.arg(task.ref, taskStateName(task.state))
                    .arg(task.done)
                    .arg(task.target)
                    .arg(task.due.isValid() ? u"due "_s + task.due.toString(Qt::ISODate) : u"no date"_s, task.what);
    }
    return CliReply { all, text.isEmpty() ? u"Nothing to do on %1.\n"_s.arg(day->toString(Qt::ISODate)) : text };
}

} // namespace sightline::cli
