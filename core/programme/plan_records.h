#pragma once

#include "core/records/record.h"
#include "core/tasks/fact.h"
#include "core/tasks/waiver.h"

namespace sightline {

/// A record as it is read for a plan.
struct PlanRecord {
    RecordId id;
    RecordBody body;
};

/// What a plan is made from beside framework, people and facts, as records say it: the same on the device and on the hub. What is void is
/// not handed over; what cannot be read is left out. In the order in which the records were made. Thread: any.

/// Whom or what a fact counts towards besides its unit: what was recorded for a place covers that place; else the person @p observed.
[[nodiscard]] QString subjectOfFact(const QString &unit, const QString &observed);
/// Waivers in the order in which they were asked for, each with the answers to it: from records of type `waiver`.
[[nodiscard]] QList<Waiver> waiversFrom(QList<PlanRecord> records);
/// Tasks that were passed on, in the order in which that happened: from records of type `claim`.
[[nodiscard]] QList<Passing> passingsFrom(QList<PlanRecord> records);
/// From records of type `event`.
[[nodiscard]] QList<OpenEvent> eventsFrom(QList<PlanRecord> records);

} // namespace sightline
