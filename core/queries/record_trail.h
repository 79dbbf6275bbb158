#pragma once

#include "core/calendar/council_calendar.h"
#include "core/store/record_workflow.h"

namespace sightline {

/// One line of a record's way: a hand that was taken, or one that is to come.
struct TrailEntry {
    enum class Kind { Completed, Taken, Returned, Added, Next, Later };
    /// What a taken hand covers, checked when it is read.
    enum class Covers { WhatIsShown, AnEarlierText };

    Kind kind = Kind::Taken;
    QString step;                   ///< the hand's kind; empty for Completed
    QString name;                   ///< "reflection"
    QString by;                     ///< "the person observed"
    PersonId person;                ///< who did it, or whose it is; empty: nobody known
    QString personName;
    qint64 atMs = 0;                ///< done; 0 for what is to come
    QDate due;                      ///< Next: by the council's calendar; null: no clock
    bool isOverdue = false;
    bool isRequired = true;
    bool isSigned = false;
    Covers covers = Covers::WhatIsShown;
    int lackedFiles = 0;            ///< a signature's: how many photos or files of the record its author had not seen
    bool isHeld = false;            ///< the hub keeps it and has not applied it
    QString text;                   ///< a return's comments, an addendum
    std::optional<RecordId> record; ///< the step's own
};

/// Who has done their part of a record, what comes next, whose it is and by when, and what the person here may do.
struct RecordTrail {
    RecordId record;
    Workflow workflow;
    QString stateText;              ///< sayWorkflow()
    QList<TrailEntry> entries;      ///< in order: what was done, then what is to come
    QStringList mayTake;            ///< kinds of step this person may take now
    bool mayAmend = false;          ///< it is theirs, and was returned or may be corrected
    bool mayAdd = false;            ///< an addendum
    bool waitsForMe = false;
    std::optional<RecordId> amends;
    std::optional<RecordId> amendedBy;
};

/// Errors: NotFound, NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<RecordTrail> recordTrail(Store &store, const CouncilCalendar &calendar, const RecordId &record);

} // namespace sightline
