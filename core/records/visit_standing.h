#pragma once

#include "core/calendar/council_calendar.h"
#include "core/records/child_pointer.h"
#include "core/records/child_visit.h"
#include "core/records/visit_rule.h"

namespace sightline {

/// How it stands with the visits to one child, as far as a device may know them.
struct VisitStanding {
    std::optional<ChildVisit> last;    ///< the newest visit, whether the child was seen or not
    QDate seenOn;                      ///< last seen; null: not yet, as far as is known here
    QDate due;                         ///< the next visit; null: no rule, and nothing planned
    QDate ruleDue;                     ///< the last day the rule allows; null: no rule
    bool isFirst = false;              ///< the rule's first visit is meant
    int missedRunning = 0;             ///< visits missed since the child was last seen
    QStringList wanted;                ///< of the rule's `alternate`, what was not so on the last visit that counts

    /// The next visit is planned before the rule's last day.
    [[nodiscard]] bool isPlanned() const { return due.isValid() && due != ruleDue; }
    [[nodiscard]] bool isNotSeenTwice() const { return missedRunning >= 2; }
    friend bool operator==(const VisitStanding &, const VisitStanding &) = default;
};

/// From @p visits to @p child, newest first. @p rule: its own, null where it has none. A visit on which the child was not seen moves no
/// date (domain.md A3); its author may plan the next one earlier, never later. A child that is not yet seen is due by the rule's first
/// interval, from the day it began, else from @p listedOn, the council's day on which it came on the list. Pure. Thread: any.
[[nodiscard]] VisitStanding visitStanding(const ChildPointer &child, const QList<ChildVisit> &visits, const VisitRule *rule, const CouncilCalendar &calendar,
                                          QDate listedOn);

/// Newest first: by the day of the visit, then by when it was written.
void sortNewestFirst(QList<ChildVisit> &visits);

} // namespace sightline
