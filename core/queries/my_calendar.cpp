#include "core/queries/my_calendar.h"

#include "core/queries/present_edition.h"
#include "core/queries/today_board.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Days. A plan further ahead than the framework is likely to stand says nothing worth keeping.
constexpr qint64 spanDaysMax = 3 * 366;

/// When what dates rest on last changed, by the hub's clock where it has it, so that hub and device say the same.
Result<Instant> datesFrom(Store &store, const CouncilZone &zone, const PresentEdition &edition)
{
    Instant latest = edition.from.isValid() ? zone.startOfDay(edition.from) : Instant {};
    for (const RecordType type : { RecordType::Edition, RecordType::Event, RecordType::Waiver }) {
        const auto changed = store.db().integer(
            "SELECT max(coalesce(base.hub_time_ms, view.made_at_ms)) FROM view LEFT JOIN base ON base.id = view.id WHERE view.type = ?", recordTypeName(type));
        if (!changed)
            return changed.error();
        latest = std::max(latest, Instant { changed->value_or(0) });
    }
    return latest;
}

/// When each record came to count.
Result<QHash<RecordId, Instant>> countedAt(Store &store)
{
    QHash<RecordId, Instant> counted;
    const auto read = store.db().each("SELECT view.about, coalesce(base.hub_time_ms, view.made_at_ms) FROM view LEFT JOIN base ON base.id = view.id "
                                      "WHERE view.type = 'fact' AND view.about IS NOT NULL",
                                      [&counted](const Statement &row) {
                                          if (const auto record = RecordId::fromBytes(row.blob(0)))
                                              counted.insert(*record, Instant { row.integer(1) });
                                      });
    return read ? Result<QHash<RecordId, Instant>>(std::move(counted)) : read.error();
}

} // namespace

Result<OwnCalendar> myCalendar(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span)
{
    if (span.isEmpty() || span.days() > spanDaysMax)
        return Error { ErrorCode::InvalidInput, u"The first day must not be after the last, nor more than three years before it."_s };
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    const auto plan = planReaching(store, calendar, day, reachFor(day, span));
    if (!plan)
        return plan.error();
    if (!*edition || !*plan)
        return Error { ErrorCode::NotFound, u"The framework has not reached this device yet. Sync while the hub can be reached, then try again."_s };
    const auto from = datesFrom(store, calendar.zone(), **edition);
    if (!from)
        return from.error();
    auto counted = countedAt(store);
    if (!counted)
        return counted.error();
    return ownCalendar(**plan, enrolment->person, span, calendar.zone(), { *from, *std::move(counted) });
}

} // namespace sightline
