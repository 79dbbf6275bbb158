#include "sync/hub/cli/commands.h"

#include "core/packs/calendar/england_calendar.h"
#include "core/people/people_table.h"
#include "core/records/event_table.h"
#include "sync/hub/cli/read_document.h"
#include "sync/hub/ops/open_hub.h"
#include "sync/hub/ops/seed.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

QList<EventActivity> activitiesOf(const CompiledFramework &framework)
{
    QList<EventActivity> all;
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &activity : service.activities) {
            const bool isSetOff = std::any_of(activity.rules.cbegin(), activity.rules.cend(),
                                              [](const CompiledRule &rule) { return !rule.refines && rule.rule.kind == RuleKind::Event; });
            if (isSetOff)
                all.append({ activity.activity.key, activity.activity.ref, activity.activity.what, service.id });
        }
    }
    return all;
}

template <typename Problem>
QString lineOf(const Problem &problem)
{
    return problem.column.isEmpty() ? u"line %1: %2"_s.arg(problem.line).arg(problem.text)
                                    : u"line %1, %2: %3"_s.arg(problem.line).arg(problem.column, problem.text);
}

Error refused(const QStringList &lines)
{
    return { ErrorCode::InvalidInput, u"Nothing was taken in. Put these right and give the whole table again: %1"_s.arg(lines.join(u" · "_s)) };
}

} // namespace

Result<void> eventImportCommand(const HubPaths &paths, const QString &file, const QString &source, const Console &console)
{
    const auto document = readDocument(file);
    if (!document)
        return document.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const QDate today = englandCalendar().today(SystemClock().now());
    QList<Publication> publications;
    int known = 0;
    {
        const auto snapshot = (*hub)->store().snapshot();
        if (!snapshot)
            return snapshot.error();
        const auto framework = frameworkInForce(**snapshot, today);
        if (!framework)
            return framework.error();
        const auto table = readEventTable(*document, activitiesOf(*framework), source, englandCalendar(), today);
        if (!table)
            return table.error();
        QStringList wrong;
        for (const TableProblem &problem : table->problems)
            wrong.append(lineOf(problem));
        if (!wrong.isEmpty())
            return refused(wrong);
        QSet<RecordId> taken;
        for (const EventEntry &event : table->events) {
            const RecordId id = eventIdOf(event);
            const auto present = (*snapshot)->record(id);
            if (!present)
                return present.error();
            // What was taken back, or is something else, is told again.
            const auto held = *present ? bodyFromBytes((*present)->body) : Result<RecordBody>(RecordBody {});
            if (!held)
                return held.error();
            const bool isHere = *present && held->type == RecordType::Event && held->state == RecordState::Completed;
            if (isHere || taken.contains(id)) {
                ++known;
                continue;
            }
            taken.insert(id);
            RecordBody body;
            body.type = RecordType::Event;
            body.state = RecordState::Completed;
            body.service = event.service;
            body.madeAtMs = SystemClock().now().msSinceEpoch;
            body.completedAtMs = body.madeAtMs;
            body.answers = eventFields(event);
            publications.append({ id, body });
        }
    }
    if (const auto published = publications.isEmpty() ? Result<void>() : (*hub)->service().publish(publications); !published)
        return published;
    return console.answer(Json::object({ { u"added"_s, publications.size() }, { u"known"_s, known } }),
                          u"Taken in: %1 new, %2 known already. Devices hear of them with their next sync."_s.arg(publications.size()).arg(known));
}

Result<void> peopleImportCommand(const HubPaths &paths, const PeopleFiles &files, const Console &console)
{
    PeopleTables tables;
    for (const auto &[file, into] : { std::pair(&files.people, &tables.people), { &files.teams, &tables.teams }, { &files.settings, &tables.settings } }) {
        if (file->isEmpty())
            continue;
        const auto document = readDocument(*file);
        if (!document)
            return document.error();
        *into = *document;
    }
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    Result<PeopleRead> read = PeopleRead {};
    {
        const auto snapshot = (*hub)->store().snapshot();
        if (!snapshot)
            return snapshot.error();
        const auto council = councilOf(**snapshot);
        if (!council)
            return council.error();
        const auto framework = frameworkInForce(**snapshot, englandCalendar().today(SystemClock().now()));
        if (!framework)
            return framework.error();
        QList<ServiceId> services;
        for (const CompiledService &service : framework->services)
            services.append(service.id);
        read = readPeopleTables(tables, *council, services);
    }
    if (!read)
        return read.error();
    QStringList wrong;
    for (const PeopleProblem &problem : std::as_const(read->problems))
        wrong.append(u"%1, %2"_s.arg(problem.table, lineOf(problem)));
    if (!wrong.isEmpty())
        return refused(wrong);
    QList<Publication> publications;
    for (const Team &team : std::as_const(read->teams))
        publications.append(publicationOf(team));
    for (const Setting &setting : std::as_const(read->settings))
        publications.append(publicationOf(setting));
    for (const Person &person : std::as_const(read->people))
        publications.append(publicationOf(person));
    if (const auto published = (*hub)->service().publish(publications); !published)
        return published;
    return console.answer(
        Json::object({ { u"people"_s, read->people.size() }, { u"teams"_s, read->teams.size() }, { u"settings"_s, read->settings.size() } }),
        u"Taken in: %1 people, %2 teams, %3 settings. Whoever is in no table stays as they are; \"user leave\" says when somebody's last day is."_s
            .arg(read->people.size())
            .arg(read->teams.size())
            .arg(read->settings.size()));
}

} // namespace sightline::hub
