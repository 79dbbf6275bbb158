#pragma once

#include "core/base/id.h"

#include <QDate>

#include <optional>

namespace sightline {

/// That a task is put off or left out, with a reason: what the planner needs of the records that say so (core/records/waiver_record.h).
struct Waiver {
    enum class Kind {
        Waive,   ///< it is not done this time
        Defer,   ///< it is due later: on `until`
    };
    enum class Answer { None, Approved, Refused };

    RecordId id;
    ActivityKey activity;
    QString unit;
    QDate periodStart;
    PersonId by;
    QDate on;                          ///< the council's day it was asked for: whether they may is judged by that day
    Kind kind = Kind::Waive;
    QString reason;
    QDate until;                       ///< of a deferral
    PersonId answeredBy = {};          ///< who approved or refused; the planner believes only those who may
    QDate answeredOn = {};
    Answer answer = Answer::None;
    QString answerReason = {};
    friend bool operator==(const Waiver &, const Waiver &) = default;
};

/// A task that one owner passed on to a colleague.
struct Passing {
    RecordId id;
    ActivityKey activity;
    QString unit;
    QDate periodStart;
    PersonId by;
    PersonId to;
    friend bool operator==(const Passing &, const Passing &) = default;
};

/// How a task stands that somebody asked to put off or leave out.
struct TaskWaiver {
    enum class Standing {
        Asked,     ///< waits for somebody who may approve it: until then the task stands as it is
        InForce,
        Refused,
    };
    Waiver waiver;
    Standing standing = Standing::Asked;
    QDate dueBefore = {};   ///< of a deferral in force: when it was due before
    friend bool operator==(const TaskWaiver &, const TaskWaiver &) = default;
};

} // namespace sightline
