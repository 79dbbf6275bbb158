#include "sync/hub/cli/commands.h"

#include "core/packs/calendar/england_calendar.h"
#include "core/people/people_table.h"
#include "sync/hub/cli/read_document.h"
#include "sync/hub/ops/open_hub.h"
#include "sync/hub/ops/seed.h"
#include "sync/hub/service/event_intake.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

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
    Result<EventIntake> intake = EventIntake {};
    {
        const auto snapshot = (*hub)->store().snapshot();
        if (!snapshot)
            return snapshot.error();
        const auto activities = eventActivitiesOn(**snapshot, today);
        if (!activities)
            return activities.error();
        const auto table = readEventTable(*document, *activities, source, englandCalendar(), today);
        if (!table)
            return table.error();
        QStringList wrong;
        for (const TableProblem &problem : table->problems)
            wrong.append(lineOf(problem));
        if (!wrong.isEmpty())
            return refused(wrong);
        intake = takeIn(**snapshot, table->events, (*hub)->clock().now());
    }
    if (!intake)
        return intake.error();
    if (const auto published = intake->added.isEmpty() ? Result<void>() : (*hub)->service().publish(intake->added); !published)
        return published;
    return console.answer(Json::object({ { u"added"_s, intake->added.size() }, { u"known"_s, intake->known } }),
                          u"Taken in: %1 new, %2 known already. Devices hear of them with their next sync."_s.arg(intake->added.size()).arg(intake->known));
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
