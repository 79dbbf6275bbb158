#include "core/commands/follow_action.h"
#include "core/queries/action_list.h"
#include "core/queries/capture_context.h"
#include "platform/cli/cli_issues.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

QString whyName(ListedAction::Why why)
{
    switch (why) {
    case ListedAction::Why::Mine: return u"mine"_s;
    case ListedAction::Why::LookAgain: return u"look again"_s;
    case ListedAction::Why::OwnerCannotRead: return u"owner cannot read"_s;
    case ListedAction::Why::OwnerIsGone: return u"owner is gone"_s;
    case ListedAction::Why::Managed: return u"managed"_s;
    }
    Q_UNREACHABLE();
}

QString statusOf(const AgreedAction &action) { return action.present() ? action.present()->status : QString(); }

Json actionJson(const AgreedAction &action)
{
    return Json::object({ { u"record"_s, action.record.toString() },
                          { u"row"_s, action.row },
                          { u"what"_s, action.what },
                          { u"owner"_s, action.owner.toString() },
                          { u"agreed_by"_s, action.agreedBy.toString() },
                          { u"due"_s, dateOrNull(action.due) },
                          { u"priority"_s, action.priority },
                          { u"why"_s, action.why },
                          { u"status"_s, statusOf(action) },
                          { u"closed"_s, action.isClosed() },
                          { u"recheck"_s, dateOrNull(action.recheck()) } });
}

Json filesJson(const QList<NamedFile> &files)
{
    Json all = Json::array();
    for (const NamedFile &file : files)
        all.append(Json::object({ { u"sha"_s, file.sha }, { u"name"_s, file.name }, { u"mime"_s, file.mime }, { u"size"_s, file.sizeBytes } }));
    return all;
}

Json historyJson(const ActionDetail &detail)
{
    Json history = Json::array();
    for (qsizetype i = 0; i < detail.action.history.size(); ++i) {
        const ActionFollowUp &said = detail.action.history.at(i);
        history.append(Json::object({ { u"step"_s, said.step ? Json(said.step->toString()) : Json() },
                                      { u"by"_s, said.author.toString() },
                                      { u"by_name"_s, detail.historyNames.at(i) },
                                      { u"at"_s, timeOrNull(said.atMs) },
                                      { u"status"_s, said.status },
                                      { u"done_on"_s, dateOrNull(said.doneOn) },
                                      { u"evidence"_s, said.evidence },
                                      { u"files"_s, filesJson(said.files) },
                                      { u"impact"_s, said.impact },
                                      { u"recheck"_s, dateOrNull(said.recheck) },
                                      { u"reason"_s, said.reason },
                                      { u"counts"_s, said.counts } }));
    }
    return history;
}

Json choicesJson(const ActionDetail &detail)
{
    Json choices = Json::array();
    for (const ActionChoice &choice : detail.choices)
        choices.append(choice.code);
    return choices;
}

Result<CliReply> showAction(Store &store, QDate today, const ActionPlace &place)
{
    const auto found = actionDetail(store, today, place.record, place.row);
    if (!found)
        return found.error();
    Json json = actionJson(found->action);
    json.set(u"owner_name"_s, found->ownerName);
    json.set(u"owner_may_read"_s, found->ownerMayRead);
    json.set(u"may_follow_up"_s, found->mayFollowUp);
    json.set(u"choices"_s, choicesJson(*found));
    json.set(u"history"_s, historyJson(*found));
    QString text = u"%1\n"_s.arg(found->action.what);
    for (qsizetype i = 0; i < found->action.history.size(); ++i) {
        const ActionFollowUp &said = found->action.history.at(i);
        text += u"%1  %2 by %3%4\n"_s.arg(timeOrNull(said.atMs).toString(), said.statusText, found->historyNames.at(i),
                                          said.counts ? QString() : u", does not count"_s);
    }
    return CliReply { json, text };
}

} // namespace

Result<CliReply> actionsCommand(CliSession &session)
{
    const auto day = CliSession::day(session.options().on, session.today());
    if (!day)
        return day.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto listed = actionList(**store, session.world().calendar, *day, session.options().ofTeam ? ActionsOf::MyTeam : ActionsOf::Me);
    if (!listed)
        return listed.error();
    Json all = Json::array();
    QString text;
    for (const ListedAction &item : *listed) {
        Json json = actionJson(item.action);
        json.set(u"owner_name"_s, item.ownerName);
        json.set(u"title"_s, item.title);
        json.set(u"listed_because"_s, whyName(item.why));
        json.set(u"by"_s, dateOrNull(item.by));
        json.set(u"overdue"_s, item.isOverdue);
        all.append(json);
        const QString by = item.by.isValid() ? item.by.toString(Qt::ISODate) : u"no date"_s;
        text += u"%1 %2  %3%4  %5 (%6)\n"_s.arg(item.action.record.toString(), item.action.row, by, item.isOverdue ? u" overdue"_s : QString(),
                                                item.action.what, whyName(item.why));
    }
    return CliReply { all, text.isEmpty() ? u"No action to see to on %1.\n"_s.arg(day->toString(Qt::ISODate)) : text };
}

Result<CliReply> actionCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto record = CliSession::identifier<RecordId>(options.record, u"record"_s);
    if (!record)
        return record.error();
    const auto doneOn = CliSession::day(options.doneOn, {});
    const auto recheck = CliSession::day(options.recheck, {});
    if (!doneOn || !recheck)
        return doneOn ? recheck.error() : doneOn.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const ActionPlace place { *record, options.row };
    const bool says = !(options.status + options.evidence + options.impact + options.reason).isEmpty() || doneOn->isValid() || recheck->isValid();
    if (!says)
        return showAction(**store, session.today(), place);
    ActionFollowUp said;
    said.status = options.status;
    said.doneOn = *doneOn;
    said.evidence = options.evidence;
    said.impact = options.impact;
    said.recheck = *recheck;
    said.reason = options.reason;
    const auto followed = followAction(**store, place, said, presentContext(session.world().calendar, session.world().clock.now()));
    if (!followed)
        return followed.error();
    if (!followed->step)
        return refusal(followed->issues, u"The action cannot be followed up like this; correct it."_s);
    return CliReply { Json::object({ { u"record"_s, record->toString() }, { u"row"_s, options.row }, { u"step"_s, followed->step->toString() } }),
                      u"Saved on this device: %1\n"_s.arg(followed->step->toString()) };
}

} // namespace sightline::cli
