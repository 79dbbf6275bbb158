#pragma once

#include "core/calendar/council_calendar.h"
#include "core/queries/visit_history.h"
#include "core/records/visit_standing.h"

namespace sightline {

/// A child on a list, with how it stands with their visits.
struct ListedChild {
    /// Why a child stands where it does, the most pressing first.
    enum class Urgency { NotSeenTwice, Late, DueSoon, Coming, NoDate };

    ChildPointer child;
    VisitStanding standing;
    std::optional<VisitRule> rule;
    Urgency urgency = Urgency::NoDate;
    PersonId owner;                    ///< whose list it is on
    QString ownerName;
    QString handedBy;                  ///< who handed it over to the owner, who has not changed anything yet; empty: nobody
    bool isMine = false;               ///< the enrolled person's
    bool isLate = false;
    QString ageText, planText, legalText;   ///< as the form of visits reads them
    QString ruleText;                  ///< "Child protection plan: every 10 working days"
    QString why;                       ///< why it is on this person's list
    QString whyFirst;                  ///< why it stands where it does
    std::optional<RecordId> draft;     ///< a visit to them begun on this device and not completed
    QList<ChildVisit> visits;          ///< newest first
};

enum class ChildrenOf { Me, MyTeam };

/// The children on the enrolled person's list (MyTeam: with those of the people they manage), most pressing first: not seen twice running,
/// late, due within five working days, due later, without a date. A child that was handed on is its new worker's at once. Children who have
/// ended are on nobody's. Errors: NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<QList<ListedChild>> childList(Store &store, const CouncilCalendar &calendar, QDate day, ChildrenOf whose = ChildrenOf::Me);

/// One of them, also one that somebody manages. Errors: NotFound (none with this id on a list), those of childList().
[[nodiscard]] Result<ListedChild> listedChild(Store &store, const CouncilCalendar &calendar, QDate day, const RecordId &child);

/// "not-seen-twice", "late", "due-soon", "coming", "no-date".
[[nodiscard]] QString urgencyName(ListedChild::Urgency urgency);

} // namespace sightline
