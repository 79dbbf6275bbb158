#pragma once

#include "core/reminders/reminder.h"
#include "core/store/store.h"

namespace sightline {

/// What is to be told of @p things now, noted as told in the same transaction: a program that ends before it was shown tells it never,
/// and not twice. Silent: nothing is written. Errors: those of the database; a memory that cannot be read begins anew. Thread: the store's.
[[nodiscard]] Result<ReminderDecision> takeReminder(Store &store, const QList<DueThing> &things, const ReminderChoices &choices,
                                                    const CouncilCalendar &calendar, Instant now);

/// What @p decision told was not shown: it is told another time. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<void> putBackReminder(Store &store, const ReminderDecision &decision);

} // namespace sightline
