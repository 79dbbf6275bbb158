#pragma once

#include "core/calendar/council_calendar.h"
#include "core/store/store.h"
#include "core/tasks/plan.h"

namespace sightline {

/// What became of what was asked for in a month, of all of it the gravest. What has no date counts only where nothing has one.
enum class MapState {
    Nothing,      ///< nothing was due
    Ahead,        ///< nothing is done, and nothing need be yet
    Open,         ///< can be done now; not late
    Partly,       ///< some is done, the rest is not late
    Done,
    Waived,       ///< all that was asked for was left out, with a reason
    Late,
    Missed,       ///< some was missed; it stays so
    Advisory,
    NotDefined,   ///< the framework sets no date: a question to its owner
};
/// "nothing", "ahead", "open", "partly", "done", "waived", "late", "missed", "advisory", "not-defined", as JSON has it.
[[nodiscard]] QString mapStateName(MapState state);

/// One service or activity in one month.
struct MapCell {
    MapState state = MapState::Nothing;
    int asked = 0;      ///< tasks with a date in the month
    int done = 0;       ///< of them, done; late ones too
    int doneLate = 0;
    int late = 0;
    int missed = 0;
    int waived = 0;
    friend bool operator==(const MapCell &, const MapCell &) = default;
};

struct MapRow {
    ServiceId service;
    ActivityKey activity;       ///< empty: the whole service
    QString ref;
    QString title;
    QString rule;               ///< of an activity, in plain English
    bool isKnown = true;        ///< whether this device is told what this service has done; where it is not, its cells say nothing
    QList<MapCell> cells;       ///< one for each month of the map
    friend bool operator==(const MapRow &, const MapRow &) = default;
};

struct AssuranceMap {
    QDate today;
    QList<QDate> months;        ///< the first of each
    QList<MapRow> services;     ///< in the framework's order
};

/// What all services were asked for in the months of @p span, and what became of it, as far as this device is told. A task stands in the
/// month of its due date; one of an event without a date in the month it happened. Empty where there is no framework.
/// Thread: the store's. Errors: as currentPlan(). Speed: bench_store (28 services, 24 months, 100,000 records).
[[nodiscard]] Result<AssuranceMap> assuranceMap(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span);

/// The activities of @p service as rows of the same map. Thread and errors: as assuranceMap().
[[nodiscard]] Result<QList<MapRow>> mapOfService(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span, const ServiceId &service);

/// The tasks behind a cell: of @p service, or of @p activity alone, in the month that begins on @p month; the gravest first.
/// Thread and errors: as assuranceMap().
[[nodiscard]] Result<QList<PersonTask>> tasksOfCell(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span, const ServiceId &service,
                                                    const ActivityKey &activity, QDate month);

} // namespace sightline
