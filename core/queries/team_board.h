#pragma once

#include "core/calendar/council_calendar.h"
#include "core/store/store.h"

namespace sightline {

/// Somebody the enrolled person answers for: what they have to do, and when a device of theirs was last heard.
struct TeamMember {
    PersonId person;
    QString name;
    QStringList roles;
    bool isTold = false;              ///< this device is told what becomes of their service's tasks; else the three say nothing
    int late = 0;                     ///< theirs and late, or missed and still in sight; one that several may do counts for each
    int due = 0;                      ///< theirs, open and not late
    int done = 0;                     ///< theirs and done, in periods that are running
    int devices = 0;                  ///< joined and not withdrawn
    std::optional<qint64> heardMs;    ///< the latest contact of any device of theirs with the hub, as the hub said; none: none yet
    std::optional<qint64> left;       ///< records that their devices still had to hand in then; none: they did not say
    friend bool operator==(const TeamMember &, const TeamMember &) = default;
};

struct TeamBoard {
    std::optional<qint64> asOfMs;     ///< when the hub said so of the devices, by its clock; none: it was never asked
    QList<TeamMember> members;        ///< most late first, then by name
};

/// Those the enrolled person answers for (core/people/approval.h) and who are here on @p day. What they did and did not hand in yet is in no
/// count: that is what the time of their devices is for. Thread: the store's. Errors: as currentPlan(), and those of the database.
[[nodiscard]] Result<TeamBoard> teamBoard(Store &store, const CouncilCalendar &calendar, QDate day);

/// Whether there is anybody the enrolled person answers for on @p day. Thread and errors: as teamBoard().
[[nodiscard]] Result<bool> answersForSomebody(Store &store, QDate day);

} // namespace sightline
