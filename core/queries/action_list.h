#pragma once

#include "core/calendar/council_calendar.h"
#include "core/queries/standings.h"

namespace sightline {

/// An agreed action in somebody's list, and why it is there.
struct ListedAction {
    enum class Why {
        Mine,              ///< its owner is the person here
        LookAgain,         ///< they agreed it, and its day to be looked at again has come
        OwnerCannotRead,   ///< they agreed it, and its owner may not read the record: they must be told
        OwnerIsGone,       ///< they agreed it, and its owner has left or is nobody this council knows
        Managed,           ///< its owner, or who agreed it, is somebody they manage
    };
    AgreedAction action;
    Why why = Why::Mine;
    QString title;         ///< of the record's form
    QString ownerName;
    QString agreedByName;
    QDate by;              ///< due, or to be looked at again; null: no day
    bool isOverdue = false;
};

enum class ActionsOf { Me, MyTeam };

/// The actions that are open, and those to be looked at again: the enrolled person's own (MyTeam: with those of the people they manage),
/// overdue ones first, then by their day. None is nobody's: one whose owner cannot see it, or has gone, is its record's author's.
/// From standings(), so it costs no reading of records. Errors: NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<QList<ListedAction>> actionList(Store &store, const CouncilCalendar &calendar, QDate day, ActionsOf whose = ActionsOf::Me);

/// One action with its history, for its own page and for its record's.
struct ActionDetail {
    AgreedAction action;
    QString title;                       ///< of the record's form
    QString ownerName;
    QString agreedByName;
    qint64 agreedAtMs = 0;
    QStringList historyNames;            ///< of the authors of its history, in order
    bool mayFollowUp = false;            ///< the person here may say how it is
    bool ownerMayRead = true;
    bool ownerIsHere = true;
    bool isOverdue = false;
    QList<Json> choices;                 ///< where it can be: the form's choices, in its order
    QStringList closed;                  ///< codes of those that close it
    bool asksRecheck = false;            ///< the form has a day to look at it again
    bool asksDoneOn = false;
};

/// Every action of @p record as its reader sees it on @p day, in its order. None where its form has none, or is not known here.
/// Errors: NotFound, NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<QList<ActionDetail>> recordActions(Store &store, QDate day, const RecordId &record);

} // namespace sightline
