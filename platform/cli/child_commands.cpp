#include "core/commands/keep_child.h"
#include "core/queries/child_list.h"
#include "core/records/child_table.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/commands.h"
#include "platform/cli/table_refused.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

Json visitJson(const ChildVisit &visit)
{
    return Json::object(
        { { u"record"_s, visit.record.toString() }, { u"on"_s, dateOrNull(visit.on) }, { u"went_ahead"_s, visit.wentAhead }, { u"seen"_s, visit.wasSeen } });
}

Json childJson(const ListedChild &listed)
{
    const ChildPointer &child = listed.child;
    const VisitStanding &standing = listed.standing;
    Json visits = Json::array();
    for (const ChildVisit &visit : listed.visits)
        visits.append(visitJson(visit));
    Json draft;
    if (listed.draft)
        draft = listed.draft->toString();
    return Json::object({ { u"child"_s, child.id->toString() },
                          { u"number"_s, child.number },
                          { u"initials"_s, child.initials },
                          { u"age_band"_s, child.ageBand },
                          { u"plan"_s, child.plan },
                          { u"legal"_s, child.legal },
                          { u"rule"_s, child.rule },
                          { u"rule_text"_s, listed.ruleText },
                          { u"began"_s, dateOrNull(child.began) },
                          { u"owner"_s, listed.owner.toString() },
                          { u"owner_name"_s, listed.ownerName },
                          { u"handed_by"_s, listed.handedBy },
                          { u"last_visit"_s, standing.last ? visitJson(*standing.last) : Json() },
                          { u"last_seen"_s, dateOrNull(standing.seenOn) },
                          { u"next_due"_s, dateOrNull(standing.due) },
                          { u"rule_due"_s, dateOrNull(standing.ruleDue) },
                          { u"urgency"_s, urgencyName(listed.urgency) },
                          { u"late"_s, listed.isLate },
                          { u"missed_running"_s, standing.missedRunning },
                          { u"not_seen_twice"_s, standing.isNotSeenTwice() },
                          { u"why"_s, listed.why },
                          { u"why_first"_s, listed.whyFirst },
                          { u"draft"_s, draft },
                          { u"visits"_s, visits } });
}

/// Each problem as one sentence that names the option.
Error refused(const QList<ChildProblem> &problems)
{
    static const QMap<QString, QString> options { { u"number"_s, u"--number"_s }, { u"initials"_s, u"--initials"_s }, { u"age_band"_s, u"--age"_s },
                                                  { u"began"_s, u"--began"_s },   { u"seen_on"_s, u"--last-seen"_s }, { u"end_reason"_s, u"--reason"_s },
                                                  { u"handed_to"_s, u"--to"_s } };
    QStringList said;
    for (const ChildProblem &problem : problems)
        said.append(u"%1: %2"_s.arg(options.value(problem.member, problem.member), problem.text));
    return { ErrorCode::InvalidInput, said.join(u' ') };
}

Result<QString> choice(const QString &option, const QString &given, const QList<FormOption> &choices)
{
    if (given.isEmpty())
        return QString();
    QStringList codes;
    for (const FormOption &one : choices) {
        const QString code = one.value[u"code"_s].toString();
        if (code == given || one.label.compare(given, Qt::CaseInsensitive) == 0)
            return code;
        codes.append(code);
    }
    return Error { ErrorCode::InvalidInput, u"%1 \"%2\" is none of: %3."_s.arg(option, given.left(60), codes.join(u", "_s)) };
}

/// What was typed of a child, over @p child; what was not given stays.
Result<ChildPointer> said(const CliOptions &options, const ChildChoices &choices, ChildPointer child)
{
    const auto age = choice(u"--age"_s, options.age, choices.ages);
    const auto plan = choice(u"--plan"_s, options.plan, choices.plans);
    const auto legal = choice(u"--legal"_s, options.legal, choices.legal);
    const auto began = CliSession::day(options.began, {});
    const auto seenOn = CliSession::day(options.seenOn, {});
    for (const auto *one : { &age, &plan, &legal }) {
        if (!*one)
            return one->error();
    }
    if (!began || !seenOn)
        return began ? seenOn.error() : began.error();
    const auto put = [](const QString &given, auto &into, const auto &value) {
        if (!given.isNull())
            into = value;
    };
    put(options.number, child.number, options.number);
    put(options.initials, child.initials, options.initials);
    put(options.age, child.ageBand, *age);
    put(options.plan, child.plan, *plan);
    put(options.legal, child.legal, *legal);
    put(options.began, child.began, *began);
    put(options.seenOn, child.seenOn, *seenOn);
    if (options.rule == "none"_L1) {
        child.rule.clear();
    } else if (!options.rule.isEmpty()) {
        if (!findVisitRule(choices.rules, options.rule)) {
            QStringList ids;
            for (const VisitRule &rule : choices.rules)
                ids.append(rule.id);
            return Error { ErrorCode::InvalidInput, u"--rule \"%1\" is none of the council's: %2; or none."_s.arg(options.rule.left(60), ids.join(u", "_s)) };
        }
        child.rule = options.rule;
    } else if (child.rule.isEmpty() || !options.plan.isNull() || !options.legal.isNull()) {
        if (const VisitRule *rule = suggestedVisitRule(choices.rules, child.plan, child.legal))
            child.rule = rule->id;
    }
    return child;
}

CliReply kept(const RecordId &child) { return { Json::object({ { u"child"_s, child.toString() } }), u"Saved on this device: %1\n"_s.arg(child.toString()) }; }

Result<CliReply> answer(const Result<ChildKept> &done)
{
    if (!done)
        return done.error();
    return done->child ? Result<CliReply>(kept(*done->child)) : refused(done->problems);
}

/// Keeps what was typed of a child on one's list; without @p id, of one who is put on it.
Result<CliReply> keepSaid(CliSession &session, const std::optional<RecordId> &id)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto choices = childChoices(**store);
    if (!choices)
        return choices.error();
    const auto present = id ? listedChild(**store, session.world().calendar, session.today(), *id) : Result<ListedChild>(ListedChild());
    if (!present)
        return present.error();
    const auto child = said(session.options(), *choices, present->child);
    if (!child)
        return child.error();
    return answer(id ? changeChild(**store, *child) : addChild(**store, *child));
}

} // namespace

Result<CliReply> childrenCommand(CliSession &session)
{
    const auto day = CliSession::day(session.options().on, session.today());
    if (!day)
        return day.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto listed = childList(**store, session.world().calendar, *day, session.options().ofTeam ? ChildrenOf::MyTeam : ChildrenOf::Me);
    if (!listed)
        return listed.error();
    Json all = Json::array();
    QString text;
    for (const ListedChild &one : *listed) {
        all.append(childJson(one));
        text += u"%1  %2  %3\n"_s.arg(one.child.id->toString(), discreetName(one.child), one.whyFirst);
    }
    return CliReply { all, text.isEmpty() ? u"No child is on your list. Put one on it with `child add`.\n"_s : text };
}

Result<CliReply> childAddCommand(CliSession &session) { return keepSaid(session, {}); }

Result<CliReply> childChangeCommand(CliSession &session)
{
    const auto id = CliSession::identifier<RecordId>(session.options().child, u"child"_s);
    return id ? keepSaid(session, *id) : id.error();
}

Result<CliReply> childEndCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto id = CliSession::identifier<RecordId>(options.child, u"child"_s);
    if (!id)
        return id.error();
    ChildEnd end { .on = session.today(), .reason = options.reason };
    if (!options.person.isEmpty()) {
        const auto person = PersonId::fromString(options.person);
        if (!person)
            return person.error();
        end.handTo = *person;
    }
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto present = listedChild(**store, session.world().calendar, session.today(), *id);
    if (!present)
        return present.error();
    end.standing = present->standing;
    return answer(endChild(**store, *id, end));
}

Result<CliReply> childImportCommand(CliSession &session)
{
    const auto bytes = readBytes(session.options().tableFile, u"The table"_s, limits::csvBytesMax);
    if (!bytes)
        return bytes.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto choices = childChoices(**store);
    if (!choices)
        return choices.error();
    const auto table = readChildTable(*bytes, *choices, session.today());
    if (!table)
        return table.error();
    if (!table->problems.isEmpty())
        return tableRefused(table->problems, { u"added"_s, u"changed"_s, u"same"_s });
    const auto imported = importChildren(**store, table->children);
    if (!imported)
        return imported.error();
    return CliReply {
        Json::object({ { u"added"_s, imported->added }, { u"changed"_s, imported->changed }, { u"same"_s, imported->same }, { u"problems"_s, Json::array() } }),
        u"Saved on this device: %1 added, %2 changed, %3 as they were.\n"_s.arg(imported->added).arg(imported->changed).arg(imported->same)
    };
}

} // namespace sightline::cli
