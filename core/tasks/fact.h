#pragma once

#include "core/base/id.h"

#include <QDate>

#include <optional>

namespace sightline {

/// That something was done: what every count is made of, without content (decisions 7). Queries fill it from records
/// of type `fact`; a void record has none.
struct Fact {
    RecordId id;             ///< of the fact itself, derived from the record's
    RecordId record;         ///< what was done
    ActivityKey activity;
    QString unit;            ///< as in Task::unit; where it names no unit of the plan, see Plan::unplacedFacts
    QDate periodStart;       ///< of the task it answers; null, or no start of the rule's periods: counted by `date`
    QDate date;              ///< the day it was done, in the council's zone
    QString role;            ///< of who did it
    QString subject = {};    ///< who or what it was about, where the record says: counts towards that subject's unit too
    friend bool operator==(const Fact &, const Fact &) = default;
};

/// Something that happened and asks for an activity once: a placement, a referral, a conference.
struct OpenEvent {
    RecordId id;
    ActivityKey activity;
    ServiceId service;       ///< whose it is; empty: the activity's own
    QString title;           ///< in plain words, without personal data
    QDate on;                ///< when it happened
    QDate due = {};          ///< null: no date; then never late
    friend bool operator==(const OpenEvent &, const OpenEvent &) = default;
};

} // namespace sightline
