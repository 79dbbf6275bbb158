#include "core/calendar/midway.h"
#include "core/commands/run_programme.h"
#include "core/packs/council/made_up_council.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/assurance_map.h"
#include "core/queries/present_edition.h"
#include "core/queries/programme_board.h"
#include "core/queries/today_board.h"
#include "core/store/known_council.h"
#include "core/tasks/rehearsal.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/commands.h"
#include "platform/cli/table_refused.h"

#include <algorithm>

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

Json spanJson(const DateSpan &span) { return Json::object({ { u"from"_s, dateOrNull(span.from) }, { u"to"_s, dateOrNull(span.to) } }); }

Json datesJson(const QList<QDate> &days)
{
    Json all = Json::array();
    for (const QDate day : days)
        all.append(dateOrNull(day));
    return all;
}

QString reasonName(OwnerReason reason)
{
    switch (reason) {
    case OwnerReason::HoldsRole: return u"holds-role"_s;
    case OwnerReason::LineManager: return u"line-manager"_s;
    case OwnerReason::HeadOfService: return u"head-of-service"_s;
    case OwnerReason::Covers: return u"covers"_s;
    case OwnerReason::PassedOn: break;
    }
    return u"passed-on"_s;
}

Json ownersJson(const Task &task, const Council &council)
{
    Json all = Json::array();
    for (const Owner &owner : task.owners) {
        all.append(Json::object({ { u"person"_s, owner.person.toString() },
                                  { u"name"_s, council.nameOf(owner.person) },
                                  { u"reason"_s, reasonName(owner.reason) },
                                  { u"role"_s, owner.role },
                                  { u"instead_of"_s, owner.insteadOf.toString() } }));
    }
    return all;
}

Json waiverJson(const Task &task, const Council &council)
{
    if (!task.waiver)
        return {};
    static const QMap<TaskWaiver::Standing, QString> standings { { TaskWaiver::Standing::Asked, u"asked"_s },
                                                                 { TaskWaiver::Standing::InForce, u"in-force"_s },
                                                                 { TaskWaiver::Standing::Refused, u"refused"_s } };
    const Waiver &waiver = task.waiver->waiver;
    return Json::object({ { u"waiver"_s, waiver.id.toString() },
                          { u"kind"_s, waiver.kind == Waiver::Kind::Defer ? u"defer"_s : u"waive"_s },
                          { u"by"_s, waiver.by.toString() },
                          { u"by_name"_s, council.nameOf(waiver.by) },
                          { u"reason"_s, waiver.reason },
                          { u"until"_s, dateOrNull(waiver.until) },
                          { u"standing"_s, standings.value(task.waiver->standing) },
                          { u"due_before"_s, dateOrNull(task.waiver->dueBefore) } });
}

Json plannedJson(const PersonTask &row, const Council &council)
{
    const Task &task = row.task;
    Json atMost;
    if (task.atMost)
        atMost = *task.atMost;
    return Json::object({ { u"task"_s, task.id.toString() },
                          { u"activity"_s, task.ref },
                          { u"activity_key"_s, task.activity.toString() },
                          { u"service"_s, task.service.toString() },
                          { u"what"_s, task.what },
                          { u"part"_s, task.part },
                          { u"concerns"_s, row.concerns },
                          { u"unit"_s, task.unit },
                          { u"roles"_s, Json::strings(task.leads.roles) },
                          { u"owners"_s, ownersJson(task, council) },
                          { u"period"_s, spanJson(task.period) },
                          { u"opens"_s, dateOrNull(task.opens) },
                          { u"due"_s, dateOrNull(task.due) },
                          { u"counted"_s, sayCounted(task) },
                          { u"suggested"_s, datesJson(task.suggested) },
                          { u"target"_s, task.target },
                          { u"at_most"_s, atMost },
                          { u"done"_s, task.done },
                          { u"done_late"_s, task.state == TaskState::Done && task.isDoneLate },
                          { u"state"_s, taskStateName(task.state) },
                          { u"statutory"_s, task.isStatutory },
                          { u"covers"_s, task.covers },
                          { u"note"_s, task.note },
                          { u"waits_for"_s, task.waitsFor.isEmpty() ? Json() : spanJson(task.waitsFor) },
                          { u"waiver"_s, waiverJson(task, council) },
                          { u"template"_s, task.templateId },
                          { u"why"_s, row.why } });
}

/// The council year that begins in @p text ("2026"); the present one where nothing was given.
Result<CouncilYear> yearOf(const QString &text, QDate today)
{
    if (text.isEmpty())
        return councilYearOf(today);
    bool isNumber = false;
    const int year = text.toInt(&isNumber);
    if (!isNumber || text.size() != 4 || year < 2000 || year > 2200)
        return Error { ErrorCode::InvalidInput,
                       u"--year \"%1\" is no year; give the one in which the council year begins: 2026 for April 2026 to March 2027."_s.arg(text.left(20)) };
    return CouncilYear { year };
}

struct Asked {
    Store *store = nullptr;
    std::shared_ptr<const PresentEdition> edition;
    std::shared_ptr<const Council> council;
    CouncilYear year;   ///< that was asked about
};

/// What every command here needs. Errors: NotFound where no framework has come yet; InvalidInput (the year).
Result<Asked> asked(CliSession &session)
{
    const auto year = yearOf(session.options().year, session.today());
    if (!year)
        return year.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto edition = presentEdition(**store, session.today());
    if (!edition)
        return edition.error();
    const auto council = knownCouncil(**store);
    if (!council)
        return council.error();
    if (!*edition)
        return Error { ErrorCode::NotFound, u"The framework has not reached this device yet; run `sync` while the hub can be reached."_s };
    return Asked { *store, *edition, *council, *year };
}

Result<PersonTask> taskGiven(CliSession &session, Store &store)
{
    const auto id = CliSession::identifier<TaskId>(session.options().task, u"task"_s);
    return id ? findTask(store, session.world().calendar, session.today(), *id) : id.error();
}

/// Each problem as one sentence that names the option.
Error refused(const QList<ProgrammeProblem> &problems)
{
    static const QMap<QString, QString> options { { u"activity"_s, u"--activity"_s }, { u"on"_s, u"--on"_s },         { u"due"_s, u"--due"_s },
                                                  { u"title"_s, u"--title"_s },       { u"source"_s, u"--source"_s }, { u"reference"_s, u"--reference"_s },
                                                  { u"reason"_s, u"--reason"_s },     { u"until"_s, u"--until"_s } };
    QStringList said;
    for (const ProgrammeProblem &problem : problems)
        said.append(u"%1: %2"_s.arg(options.value(problem.member, problem.member), problem.text));
    return { ErrorCode::InvalidInput, said.join(u' ') };
}

Result<CliReply> answer(const Result<ProgrammeKept> &kept, const QString &member)
{
    if (!kept)
        return kept.error();
    if (!kept->problems.isEmpty())
        return refused(kept->problems);
    const QString id = kept->record->toString();
    return CliReply { Json::object({ { member, id }, { u"known"_s, kept->isKnown } }),
                      kept->isKnown ? u"Was here already: %1\n"_s.arg(id) : u"Saved on this device: %1\n"_s.arg(id) };
}

Result<CliReply> done(const Result<void> &result, const QString &said)
{
    if (!result)
        return result.error();
    return CliReply { Json::object({ { u"done"_s, true } }), said };
}

Json eventLineJson(const EventLine &line)
{
    Json events = Json::array();
    for (const PersonTask &row : line.tasks) {
        const Task &task = row.task;
        events.append(Json::object({ { u"task"_s, task.id.toString() },
                                     { u"event"_s, task.unit.section(u'#', 0, 0).mid(6) },
                                     { u"title"_s, task.note },
                                     { u"on"_s, dateOrNull(task.period.from) },
                                     { u"due"_s, dateOrNull(task.due) },
                                     { u"state"_s, taskStateName(task.state) },
                                     { u"done_late"_s, task.state == TaskState::Done && task.isDoneLate },
                                     { u"reason"_s, task.waiver ? task.waiver->waiver.reason : QString() } }));
    }
    return Json::object({ { u"activity"_s, line.ref },
                          { u"activity_key"_s, line.activity.toString() },
                          { u"what"_s, line.what },
                          { u"trigger"_s, line.trigger },
                          { u"service"_s, line.service.toString() },
                          { u"happened"_s, line.happened },
                          { u"done"_s, line.done },
                          { u"done_late"_s, line.doneLate },
                          { u"open"_s, line.open },
                          { u"late"_s, line.late },
                          { u"waived"_s, line.waived },
                          { u"events"_s, events } });
}

} // namespace

Result<CliReply> planCommand(CliSession &session)
{
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto plan = planOver(*known->store, session.world().calendar, session.today(), known->year.span());
    if (!plan)
        return plan.error();
    Json all = Json::array();
    QString text;
    for (const Task &task : (*plan)->tasks()) {
        const PersonTask row = (*plan)->shown(task);
        all.append(plannedJson(row, *known->council));
        text += u"%1  %2  %3  %4  %5 of %6  %7%8\n"_s
                    .arg(task.ref, task.period.from.toString(Qt::ISODate), task.due.isValid() ? u"due "_s + task.due.toString(Qt::ISODate) : u"no date"_s,
                         taskStateName(task.state))
                    .arg(task.done)
                    .arg(task.target)
                    .arg(task.what, row.concerns.isEmpty() ? QString() : u" – "_s + row.concerns);
    }
    return CliReply { all, text };
}

namespace {

Json mapRowJson(const MapRow &row)
{
    Json cells = Json::array();
    for (const MapCell &cell : row.cells) {
        cells.append(Json::object({ { u"state"_s, mapStateName(cell.state) },
                                    { u"asked"_s, cell.asked },
                                    { u"done"_s, cell.done },
                                    { u"done_late"_s, cell.doneLate },
                                    { u"late"_s, cell.late },
                                    { u"missed"_s, cell.missed },
                                    { u"waived"_s, cell.waived } }));
    }
    return Json::object({ { u"service"_s, row.service.toString() },
                          { u"activity_key"_s, row.activity.toString() },
                          { u"ref"_s, row.ref },
                          { u"title"_s, row.title },
                          { u"known"_s, row.isKnown },
                          { u"cells"_s, cells } });
}

QString mapLine(const MapRow &row)
{
    QStringList states;
    for (const MapCell &cell : row.cells)
        states.append(cell.asked > 0 ? u"%1 %2/%3"_s.arg(mapStateName(cell.state)).arg(cell.done).arg(cell.asked) : mapStateName(cell.state));
    return u"%1  %2: %3\n"_s.arg(row.ref, row.title.simplified(), row.isKnown ? states.join(u" · "_s) : u"not this device's to know"_s);
}

} // namespace

Result<CliReply> mapCommand(CliSession &session)
{
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto map = assuranceMap(*known->store, session.world().calendar, session.today(), known->year.span());
    if (!map)
        return map.error();
    QList<MapRow> rows = map->services;
    if (!session.options().service.isEmpty()) {
        const auto service = ServiceId::fromString(session.options().service);
        if (!service)
            return service.error();
        const auto ofService = mapOfService(*known->store, session.world().calendar, session.today(), known->year.span(), *service);
        if (!ofService)
            return ofService.error();
        if (ofService->isEmpty())
            return Error { ErrorCode::NotFound,
                           u"\"%1\" is no service that this device is told of; `map` lists them."_s.arg(session.options().service.left(60)) };
        rows = *ofService;
    }
    Json all = Json::array();
    QString text;
    for (const MapRow &row : std::as_const(rows)) {
        all.append(mapRowJson(row));
        text += mapLine(row);
    }
    return CliReply { Json::object({ { u"months"_s, datesJson(map->months) }, { u"rows"_s, all } }), text };
}

Result<CliReply> eventsCommand(CliSession &session)
{
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto board = eventBoard(*known->store, session.world().calendar, session.today(), known->year.span());
    if (!board)
        return board.error();
    Json all = Json::array();
    QString text;
    for (const EventLine &line : *board) {
        all.append(eventLineJson(line));
        text += u"%1  %2: %3 happened, %4 done, %5 open, %6 left out with a reason\n"_s.arg(line.ref, line.what)
                    .arg(line.happened)
                    .arg(line.done)
                    .arg(line.open)
                    .arg(line.waived);
    }
    return CliReply { all, text };
}

Result<CliReply> eventAddCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto on = CliSession::day(options.on, session.today());
    const auto due = CliSession::day(options.due, {});
    const auto next = CliSession::day(options.next, {});
    for (const auto *day : { &on, &due, &next }) {
        if (!*day)
            return day->error();
    }
    const auto activities = eventActivities(*known->store, session.today());
    if (!activities)
        return activities.error();
    const auto activity = std::find_if(activities->cbegin(), activities->cend(), [&options](const EventActivity &one) {
        return one.key.toString() == options.activity || one.ref.compare(options.activity, Qt::CaseInsensitive) == 0;
    });
    if (activity == activities->cend())
        return Error { ErrorCode::InvalidInput,
                       u"--activity \"%1\" is none that something sets off; `events` lists those that are."_s.arg(options.activity.left(60)) };
    EventEntry entry { activity->key, activity->service, options.source, options.reference, options.title, *on, *due };
    if (next->isValid() && !due->isValid())
        entry.due = midwayBetween(*on, *next, session.world().calendar);
    if (next->isValid() && *next <= *on)
        return Error { ErrorCode::InvalidInput, u"--next must be after --on: what is asked for falls midway between the two."_s };
    return answer(noteEvent(*known->store, entry), u"event"_s);
}

Result<CliReply> eventImportCommand(CliSession &session)
{
    const auto bytes = readBytes(session.options().tableFile, u"The table"_s, limits::csvBytesMax);
    if (!bytes)
        return bytes.error();
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto activities = eventActivities(*known->store, session.today());
    if (!activities)
        return activities.error();
    const auto table = readEventTable(*bytes, *activities, session.options().source, session.world().calendar, session.today());
    if (!table)
        return table.error();
    if (!table->problems.isEmpty())
        return tableRefused(table->problems, { u"added"_s, u"known"_s });
    const auto imported = noteEvents(*known->store, table->events);
    if (!imported)
        return imported.error();
    return CliReply { Json::object({ { u"added"_s, imported->added }, { u"known"_s, imported->known }, { u"problems"_s, Json::array() } }),
                      u"Saved on this device: %1 new, %2 known already.\n"_s.arg(imported->added).arg(imported->known) };
}

Result<CliReply> coverageCommand(CliSession &session)
{
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto task = taskGiven(session, *known->store);
    if (!task)
        return task.error();
    const auto plan = currentPlan(*known->store, session.world().calendar, session.today());
    if (!plan)
        return plan.error();
    const Coverage coverage = (*plan)->coverageOf(task->task);
    Json entries = Json::array();
    QString text;
    for (const CoverageEntry &entry : coverage.entries) {
        Json atMost;
        if (entry.atMost)
            atMost = *entry.atMost;
        entries.append(Json::object({ { u"person"_s, entry.person.toString() },
                                      { u"setting"_s, entry.setting.toString() },
                                      { u"team"_s, entry.team.toString() },
                                      { u"name"_s, entry.name },
                                      { u"last_done"_s, dateOrNull(entry.lastDone) },
                                      { u"done"_s, entry.done },
                                      { u"target"_s, entry.target },
                                      { u"at_most"_s, atMost },
                                      { u"reason"_s, entry.reason } }));
        text += u"%1  %2\n"_s.arg(entry.name, entry.reason);
    }
    return CliReply { Json::object(
                          { { u"of"_s, coverage.of }, { u"period"_s, spanJson(coverage.period) }, { u"covered"_s, coverage.covered }, { u"next"_s, entries } }),
                      text.isEmpty() ? u"The framework asks for no spread here, or the council lists nothing to spread it over.\n"_s : text };
}

namespace {

/// Most people of a made-up council: several times the largest that there is.
constexpr int madeUpPeopleMax = 5'000;
/// Areas, providers, homes of each kind in every service of it.
constexpr int madeUpPlacesEach = 6;

struct Rehearsed {
    PlanInputs inputs;
    CouncilYear year;
};

/// The built-in framework and a made-up council. Errors: InvalidInput (the number, the year).
Result<Rehearsed> madeUpInputs(CliSession &session)
{
    bool isNumber = false;
    const int people = session.options().madeUp.toInt(&isNumber);
    if (!isNumber || people < 1 || people > madeUpPeopleMax) {
        return Error { ErrorCode::InvalidInput,
                       u"--made-up \"%1\" is no number of people; give one from 1 to %2."_s.arg(session.options().madeUp.left(20)).arg(madeUpPeopleMax) };
    }
    const auto year = yearOf(session.options().year, session.today());
    if (!year)
        return year.error();
    auto framework = compileWithBuiltInTables(builtInFramework());
    if (!framework)
        return framework.error();
    Council council = madeUpCouncil(*framework, people, madeUpPlacesEach);
    return Rehearsed { { *std::move(framework), std::move(council), session.world().calendar, year->firstDay() }, *year };
}

Result<Rehearsed> ownInputs(CliSession &session)
{
    const auto known = asked(session);
    if (!known)
        return known.error();
    return Rehearsed { { known->edition->framework, *known->council, session.world().calendar, known->year.firstDay() }, known->year };
}

Json rehearsedJson(const RehearsedSpread &spread)
{
    Json atMost;
    if (spread.atMostEach)
        atMost = *spread.atMostEach;
    return Json::object({ { u"activity"_s, spread.ref },
                          { u"activity_key"_s, spread.activity.toString() },
                          { u"what"_s, spread.what },
                          { u"service"_s, spread.service.toString() },
                          { u"of"_s, spread.of },
                          { u"subjects"_s, spread.subjects },
                          { u"done"_s, spread.done },
                          { u"least_each"_s, spread.leastEach },
                          { u"most_each"_s, spread.mostEach },
                          { u"least_each_quarter"_s, spread.leastEachQuarter },
                          { u"asked_each"_s, spread.askedEach },
                          { u"at_most_each"_s, atMost },
                          { u"kept"_s, spread.isKept() } });
}

QString rehearsedLine(const RehearsedSpread &spread)
{
    return u"%1  %2: done %3 times over %4 (%5), each %6 to %7 times, at least %8 in every quarter%9\n"_s.arg(spread.ref, spread.what.simplified())
        .arg(spread.done)
        .arg(spread.subjects)
        .arg(spread.of)
        .arg(spread.leastEach)
        .arg(spread.mostEach)
        .arg(spread.leastEachQuarter)
        .arg(spread.isKept() ? QString() : u": NOT KEPT, %1 each asked for"_s.arg(spread.askedEach));
}

} // namespace

Result<CliReply> rehearseCommand(CliSession &session)
{
    const auto rehearsed = session.options().madeUp.isEmpty() ? ownInputs(session) : madeUpInputs(session);
    if (!rehearsed)
        return rehearsed.error();
    const auto spreads = rehearseYear(rehearsed->inputs, rehearsed->year);
    Json all = Json::array();
    QString text;
    for (const RehearsedSpread &spread : spreads) {
        all.append(rehearsedJson(spread));
        text += rehearsedLine(spread);
    }
    if (spreads.isEmpty())
        return CliReply { all, u"The framework spreads nothing over people or places that this council lists.\n"_s };
    const auto kept = std::count_if(spreads.cbegin(), spreads.cend(), [](const RehearsedSpread &one) { return one.isKept(); });
    text += u"%1 people from %2 to %3: %4 of %5 spreads give everybody and every place the turns the framework asks for.\n"_s
                .arg(rehearsed->inputs.council.people().size())
                .arg(rehearsed->year.firstDay().toString(Qt::ISODate), rehearsed->year.lastDay().toString(Qt::ISODate))
                .arg(kept)
                .arg(spreads.size());
    return CliReply { all, text };
}

Result<CliReply> waiveCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto task = taskGiven(session, *known->store);
    if (!task)
        return task.error();
    const auto until = CliSession::day(options.until, {});
    if (!until)
        return until.error();
    const WaiverEntry entry { until->isValid(), options.reason, *until, session.today() };
    return answer(waiveTask(*known->store, referenceTo(task->task), task->task.service, entry), u"waiver"_s);
}

Result<CliReply> waiversCommand(CliSession &session)
{
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto waiting = waiversToAnswer(*known->store, session.world().calendar, session.today());
    if (!waiting)
        return waiting.error();
    Json all = Json::array();
    QString text;
    for (const AskedWaiver &one : *waiting) {
        all.append(plannedJson(one.task, *known->council));
        const Waiver &waiver = one.task.task.waiver->waiver;
        text += u"%1  %2 asks to %3: %4  (%5)\n"_s.arg(waiver.id.toString(), one.askedBy,
                                                       waiver.kind == Waiver::Kind::Defer ? u"put it off to "_s + waiver.until.toString(Qt::ISODate)
                                                                                          : u"leave it out"_s,
                                                       one.task.task.what, waiver.reason);
    }
    return CliReply { all, text.isEmpty() ? u"Nothing waits for your answer.\n"_s : text };
}

Result<CliReply> waiverAnswerCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto id = CliSession::identifier<RecordId>(options.record, u"waiver"_s);
    if (!id)
        return id.error();
    if (options.status != "approve"_L1 && options.status != "refuse"_L1 && options.status != "withdraw"_L1)
        return Error { ErrorCode::InvalidInput, u"Say approve, refuse or withdraw."_s };
    if (options.status == "withdraw"_L1)
        return done(withdrawWaiver(*known->store, *id), u"Taken back.\n"_s);
    const auto plan = currentPlan(*known->store, session.world().calendar, session.today());
    if (!plan)
        return plan.error();
    const auto task =
        std::find_if((*plan)->tasks().cbegin(), (*plan)->tasks().cend(), [&id](const Task &one) { return one.waiver && one.waiver->waiver.id == *id; });
    const bool isStatutory = task != (*plan)->tasks().cend() && task->isStatutory;
    return answer(answerWaiver(*known->store, *id, isStatutory, { options.status == "approve"_L1, options.reason, session.today() }), u"answer"_s);
}

Result<CliReply> passCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto known = asked(session);
    if (!known)
        return known.error();
    const auto task = taskGiven(session, *known->store);
    if (!task)
        return task.error();
    if (options.person.isEmpty())
        return done(takeTaskBack(*known->store, referenceTo(task->task)), u"It is yours again.\n"_s);
    const auto to = PersonId::fromString(options.person);
    if (!to)
        return to.error();
    const auto passed = passTask(*known->store, referenceTo(task->task), task->task.service, *to, session.today());
    if (!passed)
        return passed.error();
    return CliReply { Json::object({ { u"passed"_s, passed->toString() } }), u"Passed on to %1.\n"_s.arg(known->council->nameOf(*to)) };
}

Result<CliReply> absencesCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto council = knownCouncil(**store);
    const auto rows = (*store)->view().ofType(RecordType::Absence);
    if (!council || !rows)
        return council ? rows.error() : council.error();
    Json all = Json::array();
    QString text;
    for (const ViewRow &row : *rows) {
        const auto body = (*store)->view().body(row.id);
        if (!body)
            return body.error();
        const auto absence = *body ? absenceFromJson(Json((*body)->answers)) : Result<Absence>(Error { ErrorCode::NotFound, {} });
        if (!absence)
            continue;
        Json entry = toJson(*absence);
        entry.set(u"absence"_s, row.id.toString());
        entry.set(u"name"_s, (*council)->nameOf(absence->person));
        all.append(entry);
        const QString what = absence->isAway() ? u"covered by"_s : u"the role %1 held by"_s.arg(absence->role);
        text += u"%1  %2 from %3 to %4, %5 %6\n"_s.arg(row.id.toString(), (*council)->nameOf(absence->person), absence->from.toString(Qt::ISODate),
                                                       absence->to.isValid() ? absence->to.toString(Qt::ISODate) : u"further notice"_s, what,
                                                       absence->cover.isEmpty() ? u"their line manager"_s : (*council)->nameOf(absence->cover));
    }
    return CliReply { all, text.isEmpty() ? u"Nobody is away.\n"_s : text };
}

Result<CliReply> absenceAddCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto person = PersonId::fromString(options.person);
    const auto cover = options.cover.isEmpty() ? Result<PersonId>(PersonId()) : PersonId::fromString(options.cover);
    const auto from = CliSession::day(options.from, session.today());
    const auto to = CliSession::day(options.until, {});
    if (!person || !cover)
        return person ? cover.error() : person.error();
    if (!from || !to)
        return from ? to.error() : from.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto entered = enterAbsence(**store, { *person, *from, *to, *cover, options.role });
    if (!entered)
        return entered.error();
    return CliReply { Json::object({ { u"absence"_s, entered->toString() } }), u"Saved on this device: %1\n"_s.arg(entered->toString()) };
}

Result<CliReply> absenceRemoveCommand(CliSession &session)
{
    const auto id = CliSession::identifier<RecordId>(session.options().record, u"absence"_s);
    if (!id)
        return id.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    return done(removeAbsence(**store, *id), u"Taken back.\n"_s);
}

} // namespace sightline::cli
