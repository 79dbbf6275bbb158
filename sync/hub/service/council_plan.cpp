#include "sync/hub/service/council_plan.h"

#include "core/programme/plan_records.h"
#include "core/records/absence_record.h"
#include "core/records/edition_order.h"
#include "core/records/fact.h"
#include "core/schedule/framework_json.h"

#include <QSet>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// A record that is not void, and when the hub had its latest change.
struct Present {
    RecordId id;
    RecordBody body;
    Instant at;
};

/// Calls @p take with every record of @p type that is not void, some at a time.
template <typename Take>
Result<void> eachPresent(HubSnapshot &snapshot, RecordType type, Take take)
{
    static constexpr int together = 500;
    QByteArray after;
    while (true) {
        const auto rows = snapshot.recordRowsAfter(recordTypeName(type), after, together);
        if (!rows)
            return rows.error();
        for (const RecordRow &row : *rows) {
            after = row.id.toBytes();
            if (row.state == recordStateName(RecordState::Void))
                continue;
            auto body = bodyFromBytes(row.body);
            if (!body)
                return body.error();
            if (const Result<void> taken = take(Present { row.id, *std::move(body), Instant { row.atHubMs } }); !taken)
                return taken.error();
        }
        if (rows->size() < together)
            return {};
    }
}

template <typename T, typename Read>
Result<QList<T>> readAll(HubSnapshot &snapshot, RecordType type, Read read)
{
    QList<T> all;
    const auto done = eachPresent(snapshot, type, [&](const Present &present) -> Result<void> {
        auto one = read(Json(present.body.answers));
        if (!one)
            return Error { ErrorCode::Corrupt, u"A stored %1 cannot be read: %2"_s.arg(recordTypeName(type), one.error().detail) };
        all.append(std::move(*one));
        return {};
    });
    return done ? Result<QList<T>>(std::move(all)) : done.error();
}

Result<Council> wholeCouncil(HubSnapshot &snapshot)
{
    auto people = readAll<Person>(snapshot, RecordType::Person, personFromJson);
    if (!people)
        return people.error();
    auto teams = readAll<Team>(snapshot, RecordType::Team, teamFromJson);
    if (!teams)
        return teams.error();
    auto settings = readAll<Setting>(snapshot, RecordType::Setting, settingFromJson);
    if (!settings)
        return settings.error();
    QList<Absence> absences;
    const auto read = eachPresent(snapshot, RecordType::Absence, [&absences](const Present &present) -> Result<void> {
        const auto absence = absenceOf(present.body);
        if (!absence)
            return Error { ErrorCode::Corrupt, u"A stored absence cannot be read: %1"_s.arg(absence.error().detail) };
        absences.append(*absence);
        return {};
    });
    if (!read)
        return read.error();
    return Council({ *std::move(people), *std::move(teams), *std::move(settings), std::move(absences), {} });
}

/// Every edition, that of @p day first, then as isEditionOf() puts them; when any was last published goes into @p at.
Result<QList<PublishedEdition>> editionsOn(HubSnapshot &snapshot, QDate day, Instant &at)
{
    QList<PublishedEdition> editions;
    const auto read = eachPresent(snapshot, RecordType::Edition, [&](const Present &present) -> Result<void> {
        auto edition = publishedEditionOf(present.body);
        if (!edition)
            return edition.error();
        at = std::max(at, present.at);
        editions.append(*std::move(edition));
        return {};
    });
    if (!read)
        return read.error();
    std::sort(editions.begin(), editions.end(), [day](const PublishedEdition &a, const PublishedEdition &b) { return isEditionOf(day, a, b); });
    return editions;
}

Result<CompiledFramework> frameworkOf(const PublishedEdition &edition)
{
    const auto json = parseJson(edition.compiled);
    auto framework = json ? frameworkFromJson(*json) : Result<CompiledFramework>(json.error());
    if (!framework)
        return Error { ErrorCode::Corrupt, u"The edition \"%1\" of the framework cannot be read: %2"_s.arg(edition.edition, framework.error().detail) };
    return framework;
}

/// What was in force before the first of @p editions, the latest first, as far back as counted on @p since.
Result<QList<DatedFramework>> earlierThan(const QList<PublishedEdition> &editions, QDate since)
{
    QList<DatedFramework> earlier;
    QDate until = editions.first().from;
    for (const PublishedEdition &edition : editions.sliced(1)) {
        const bool counted = until.isValid() && until > since && (!edition.from.isValid() || edition.from < until);
        if (!counted)
            continue;
        auto framework = frameworkOf(edition);
        if (!framework)
            return framework.error();
        earlier.append({ *std::move(framework), edition.from });
        until = edition.from;
    }
    return earlier;
}

/// What is published for after @p day, the next first.
Result<QList<DatedFramework>> laterThan(const QList<PublishedEdition> &editions, QDate day)
{
    QList<DatedFramework> coming;
    for (const PublishedEdition &edition : editions.sliced(1)) {
        if (!edition.from.isValid() || edition.from <= day)
            continue;
        auto framework = frameworkOf(edition);
        if (!framework)
            return framework.error();
        coming.append({ *std::move(framework), edition.from });
    }
    std::sort(coming.begin(), coming.end(), [](const DatedFramework &a, const DatedFramework &b) { return a.from < b.from; });
    return coming;
}

struct CountedFacts {
    QList<Fact> facts;
    QHash<RecordId, Instant> countedAt;
};

/// An amended version's fact counts in place of the first one's, as on the devices.
Result<CountedFacts> allFacts(HubSnapshot &snapshot)
{
    QList<std::pair<Fact, PersonId>> all;
    QSet<std::pair<RecordId, PersonId>> replaced;
    CountedFacts counted;
    const auto read = eachPresent(snapshot, RecordType::Fact, [&](const Present &present) -> Result<void> {
        const RecordBody &body = present.body;
        if (const auto earlier = replacedBy(body))
            replaced.insert({ *earlier, body.author });
        const QDate date = doneOn(body);
        if (!body.about || !body.task || !date.isValid())
            return {};
        const QDate start = QDate::fromString(body.task->periodStart, Qt::ISODate);
        const QString subject = subjectOfFact(body.task->unit, body.observed ? body.observed->toString() : QString());
        all.append({ Fact { present.id, *body.about, body.task->activity, body.task->unit, start, date, body.role, subject }, body.author });
        counted.countedAt.insert(*body.about, present.at);
        return {};
    });
    if (!read)
        return read.error();
    for (const auto &[fact, author] : std::as_const(all)) {
        if (!replaced.contains({ fact.id, author }))
            counted.facts.append(fact);
    }
    return counted;
}

/// Those of @p type; when the latest came goes into @p at.
Result<QList<PlanRecord>> recordsOf(HubSnapshot &snapshot, RecordType type, Instant &at)
{
    QList<PlanRecord> records;
    const auto read = eachPresent(snapshot, type, [&](const Present &present) -> Result<void> {
        at = std::max(at, present.at);
        records.append({ present.id, present.body });
        return {};
    });
    return read ? Result<QList<PlanRecord>>(std::move(records)) : read.error();
}

} // namespace

Result<std::optional<CouncilPlan>> councilPlan(HubSnapshot &snapshot, const CouncilCalendar &calendar, QDate day, PlanReach reach)
{
    Instant datesFrom;
    const auto editions = editionsOn(snapshot, day, datesFrom);
    if (!editions)
        return editions.error();
    if (editions->isEmpty())
        return std::optional<CouncilPlan>();
    auto framework = frameworkOf(editions->first());
    if (!framework)
        return framework.error();
    auto earlier = earlierThan(*editions, std::min(councilYearOf(day).firstDay(), day.addDays(-reach.daysBack)));
    if (!earlier)
        return earlier.error();
    auto coming = laterThan(*editions, std::max(day, editions->first().from.isValid() ? editions->first().from : day));
    if (!coming)
        return coming.error();
    auto council = wholeCouncil(snapshot);
    if (!council)
        return council.error();
    auto events = recordsOf(snapshot, RecordType::Event, datesFrom);
    if (!events)
        return events.error();
    auto waivers = recordsOf(snapshot, RecordType::Waiver, datesFrom);
    if (!waivers)
        return waivers.error();
    Instant whoseFrom;   // moves no day
    auto claims = recordsOf(snapshot, RecordType::Claim, whoseFrom);
    if (!claims)
        return claims.error();
    auto counted = allFacts(snapshot);
    if (!counted)
        return counted.error();
    const QDate from = editions->first().from;
    if (from.isValid())
        datesFrom = std::max(datesFrom, calendar.zone().startOfDay(from));
    PlanInputs inputs { *std::move(framework), *std::move(council), calendar, from, waiversFrom(*std::move(waivers)), passingsFrom(*std::move(claims)),
                        *std::move(earlier),   *std::move(coming) };
    Plan plan = Plan::make(std::move(inputs), counted->facts, eventsFrom(*std::move(events)), day, reach);
    return std::optional(CouncilPlan { std::move(plan), { datesFrom, std::move(counted->countedAt) } });
}

} // namespace sightline::hub
