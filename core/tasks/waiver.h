#pragma once

#include "core/base/id.h"

#include <QDate>
#include <QList>

#include <optional>

namespace sightline {

/// That a task is put off or left out, with a reason: what the planner needs of the records that say so (core/records/waiver_record.h).
struct Waiver {
    enum class Kind {
        Waive,   ///< it is not done this time
        Defer,   ///< it is due later: on `until`
    };
    struct Answer {
        PersonId by;
        QDate on;
        bool approves = false;
        QString reason;
        friend bool operator==(const Answer &, const Answer &) = default;
    };

    RecordId id;
    ActivityKey activity;
    QString unit;
    QDate periodStart;
    PersonId by;
    QDate on;                          ///< the council's day it was asked for
    Kind kind = Kind::Waive;
    QString reason;
    QDate until;                       ///< of a deferral
    bool isDecided = false;            ///< whoever asked decided it alone, as the hub found too
    QList<Answer> answers = {};        ///< in order; of what law asks for only those of whoever may decide that are believed
    ServiceId service = {};            ///< whose task it is about: of another service's it says nothing
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
    ServiceId service = {};            ///< whose task it is
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
    QString answerReason = {};   ///< of whoever refused, or agreed
    QDate dueBefore = {};   ///< of a deferral in force: when it was due before
    friend bool operator==(const TaskWaiver &, const TaskWaiver &) = default;
};

} // namespace sightline
