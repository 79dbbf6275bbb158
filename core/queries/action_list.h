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
    bool isSensitive = false;   ///< what is to be done is an answer that lists do not show, or records are closed to reading now: then nothing of it is here
};

enum class ActionsOf { Me, MyTeam };

/// The actions that are open, and those to be looked at again: the enrolled person's own (MyTeam: with those of the people they manage),
/// overdue ones first, then by their day. None is nobody's: one whose owner cannot see it, or has gone, is its record's author's.
/// From standings(), so it costs no reading of records. Errors: NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<QList<ListedAction>> actionList(Store &store, const CouncilCalendar &calendar, QDate day, ActionsOf whose = ActionsOf::Me);

/// A place where an action can be, as the form's choice says it, and what the form asks of one that is there.
struct ActionChoice {
    QString code;
    QString label;
    bool closes = false;
    bool asksDoneOn = false;
    bool asksImpact = false;
    friend bool operator==(const ActionChoice &, const ActionChoice &) = default;
};

/// A question of the part in which an action is followed up; without a linkId where the form does without it.
struct ActionQuestion {
    QString linkId;
    QString label;
};

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
    QList<ActionChoice> choices;         ///< in the form's order
    ActionQuestion status, doneOn, evidence, evidenceFiles, impact, recheck;
};

/// Every action of @p record as its reader sees it on @p day, in its order. None where its form has none, or is not known here.
/// Errors: NotFound, NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<QList<ActionDetail>> recordActions(Store &store, QDate day, const RecordId &record);
/// The one in @p row. Errors: NotFound also where the record has no such action.
[[nodiscard]] Result<ActionDetail> actionDetail(Store &store, QDate day, const RecordId &record, const QString &row);

} // namespace sightline
