#include "core/people/approval.h"
#include "core/records/absence_record.h"
#include "core/records/waiver_record.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/edition_rules.h"
#include "sync/hub/service/knowledge.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Result<PersonId> somebodyOf(const Council &council, const QString &id)
{
    const auto person = PersonId::fromString(id);
    if (!person || !council.person(*person))
        return Error { ErrorCode::NotFound, u"Nobody in the council is called \"%1\"; see \"user list\"."_s.arg(id) };
    return *person;
}

Result<Council> councilIn(OpenHub &hub)
{
    const auto snapshot = hub.store().snapshot();
    return snapshot ? councilOf(**snapshot) : Result<Council>(snapshot.error());
}

QString dayText(QDate day) { return day.isValid() ? day.toString(Qt::ISODate) : u"further notice"_s; }

} // namespace

Result<void> absenceAddCommand(const HubPaths &paths, const AbsenceOptions &options, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto council = councilIn(**hub);
    if (!council)
        return council.error();
    const auto person = somebodyOf(*council, options.person);
    const auto cover = options.cover.isEmpty() ? Result<PersonId>(PersonId()) : somebodyOf(*council, options.cover);
    if (!person || !cover)
        return person ? cover.error() : person.error();
    const Absence absence { *person, options.from.isValid() ? options.from : councilToday(), options.to, *cover, options.role };
    if (const QString wrong = problemOfAbsence(absence); !wrong.isEmpty())
        return Error { ErrorCode::InvalidInput,
                       wrong == "from"_L1 ? u"The last day is before the first."_s
                                          : u"Name another colleague with --cover; whoever hands a role over needs one."_s };
    if (!absence.isAway() && !council->person(*person)->holds(absence.role))
        return Error { ErrorCode::InvalidInput, u"\"%1\" does not hold the role \"%2\"."_s.arg(options.person, absence.role) };
    RecordBody body = publishedBody(RecordType::Absence, toJson(absence));
    body.observed = *person;
    body.service = council->person(*person)->service;
    body.madeAtMs = (*hub)->clock().now().msSinceEpoch;
    body.completedAtMs = body.madeAtMs;
    const auto id = newId<RecordId>((*hub)->clock(), (*hub)->random());
    if (const auto published = (*hub)->service().publish({ { id, body } }); !published)
        return published;
    return console.answer(Json::object({ { u"absence"_s, id.toString() } }),
                          absence.isAway()
                              ? u"Entered: %1 is away from %2 to %3. (%4)"_s.arg(options.person, dayText(absence.from), dayText(absence.to), id.toString())
                              : u"Entered: %1 holds the role \"%2\" of %3 from %4 to %5. (%6)"_s.arg(
                                  options.cover, absence.role, options.person, dayText(absence.from), dayText(absence.to), id.toString()));
}

Result<void> absenceListCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto snapshot = (*hub)->store().snapshot();
    const auto ids = snapshot ? (*snapshot)->recordIds(recordTypeName(RecordType::Absence)) : Result<QList<RecordId>>(snapshot.error());
    if (!ids)
        return ids.error();
    Json list = Json::array();
    QStringList lines;
    for (const RecordId &id : *ids) {
        const auto body = presentBody(**snapshot, id);
        if (!body)
            return body.error();
        const auto absence = *body && (*body)->state != RecordState::Void ? absenceOf(**body) : Result<Absence>(Error { ErrorCode::NotFound, {} });
        if (!absence)
            continue;
        Json entry = toJson(*absence);
        entry.set(u"absence"_s, id.toString());
        entry.set(u"entered_by"_s, (*body)->author.toString());
        list.append(entry);
        lines.append(u"%1  %2 from %3 to %4, %5"_s.arg(id.toString(), absence->person.toString(), dayText(absence->from), dayText(absence->to),
                                                       absence->isAway()
                                                           ? u"covered by "_s + (absence->cover.isEmpty() ? u"their line manager"_s : absence->cover.toString())
                                                           : u"the role %1 held by %2"_s.arg(absence->role, absence->cover.toString())));
    }
    return console.answer(list, lines.isEmpty() ? u"Nobody is away."_s : lines.join(u'\n'));
}

Result<void> absenceEndCommand(const HubPaths &paths, const QString &id, const Console &console)
{
    const auto absence = RecordId::fromString(id);
    if (!absence)
        return Error { ErrorCode::InvalidInput, u"\"%1\" is not the id of an absence; copy it from \"absence list\"."_s.arg(id) };
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    std::optional<RecordBody> ended;
    {
        const auto snapshot = (*hub)->store().snapshot();
        const auto body = snapshot ? presentBody(**snapshot, *absence) : Result<std::optional<RecordBody>>(snapshot.error());
        if (!body)
            return body.error();
        ended = *body;
    }
    if (!ended || ended->type != RecordType::Absence || ended->state == RecordState::Void)
        return Error { ErrorCode::NotFound, u"There is no absence \"%1\"; see \"absence list\"."_s.arg(id) };
    ended->state = RecordState::Void;
    ended->voidReason = u"Ended by the hub's administrator."_s;
    if (const auto published = (*hub)->service().publish({ { *absence, *ended } }); !published)
        return published;
    return console.answer(Json::object({ { u"absence"_s, id }, { u"ended"_s, true } }), u"Ended. The plan forgets it."_s);
}

Result<void> waiverAddCommand(const HubPaths &paths, const WaiverOptions &options, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto council = councilIn(**hub);
    const auto by = council ? somebodyOf(*council, options.by) : Result<PersonId>(council.error());
    const auto activity = ActivityKey::fromString(options.activity);
    const auto service = ServiceId::fromString(options.service);
    if (!by)
        return by.error();
    if (!activity || !service || !options.period.isValid() || options.unit.isEmpty())
        return Error { ErrorCode::InvalidInput,
                       u"Name the task as \"sightline-cli plan --json\" does: --activity KEY --unit UNIT --period YYYY-MM-DD --service ID."_s };
    if (!decidesAlone(*council, *by, *service, councilToday()))
        return Error { ErrorCode::NotAllowed,
                       u"\"%1\" does not decide that alone in \"%2\": they do not oversee it, lead one of its teams, or manage anybody in it."_s.arg(
                           options.by, options.service) };
    WaiverEntry entry { options.until.isValid(), options.reason.trimmed(), options.until, councilToday() };
    entry.isDecided = true;
    RecordBody body;
    body.type = RecordType::Waiver;
    body.state = RecordState::Completed;
    body.author = *by;
    body.service = *service;
    body.task = TaskReference { *activity, options.unit, options.period.toString(Qt::ISODate) };
    body.madeAtMs = (*hub)->clock().now().msSinceEpoch;
    body.completedAtMs = body.madeAtMs;
    body.answers = waiverFields(entry);
    if (const auto wrong = waiverProblems(body.answers, false); !wrong.isEmpty())
        return Error { ErrorCode::InvalidInput, wrong.first().text };
    const auto id = newId<RecordId>((*hub)->clock(), (*hub)->random());
    if (const auto published = (*hub)->service().publish({ { id, body } }); !published)
        return published;
    return console.answer(Json::object({ { u"waiver"_s, id.toString() } }),
                          u"Entered, decided by %1. Devices hear of it with their next sync. (%2)"_s.arg(options.by, id.toString()));
}

Result<void> waiverListCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto snapshot = (*hub)->store().snapshot();
    const auto ids = snapshot ? (*snapshot)->recordIds(recordTypeName(RecordType::Waiver)) : Result<QList<RecordId>>(snapshot.error());
    if (!ids)
        return ids.error();
    Json list = Json::array();
    QStringList lines;
    for (const RecordId &id : *ids) {
        const auto body = presentBody(**snapshot, id);
        if (!body)
            return body.error();
        const auto entry = *body && (*body)->state != RecordState::Void ? waiverEntryOf(**body) : std::nullopt;
        if (!entry)
            continue;
        const TaskReference &task = *(*body)->task;
        list.append(Json::object({ { u"waiver"_s, id.toString() },
                                   { u"by"_s, (*body)->author.toString() },
                                   { u"activity"_s, task.activity.toString() },
                                   { u"unit"_s, task.unit },
                                   { u"period"_s, task.periodStart },
                                   { u"service"_s, (*body)->service.toString() },
                                   { u"until"_s, entry->until.isValid() ? Json(entry->until.toString(Qt::ISODate)) : Json() },
                                   { u"decided"_s, entry->isDecided } }));
        lines.append(u"%1  %2 by %3: %4, %5, %6"_s.arg(id.toString(), entry->until.isValid() ? u"put off to "_s + dayText(entry->until) : u"left out"_s,
                                                       (*body)->author.toString(), task.activity.toString(), task.unit, task.periodStart));
    }
    return console.answer(list, lines.isEmpty() ? u"Nothing was put off or left out."_s : lines.join(u'\n'));
}

} // namespace sightline::hub
