#pragma once

#include "core/store/store.h"

namespace sightline {

/// Says that the enrolled person takes a task, for the eyes of its service. The claim's id is derived from task and person, so
/// claiming twice is one claim. Errors: AlreadyExists (claimed by this person already), NotEnrolled, those of the database.
/// Source: decisions 20: tasks are derived, so a claim names the activity key, unit and period. Thread: the store's.
[[nodiscard]] Result<RecordId> claimTask(Store &store, const TaskReference &task, const ServiceId &service);

/// Gives a claimed task back: the claim is marked void. Errors: NotFound.
[[nodiscard]] Result<void> releaseTask(Store &store, const TaskReference &task);

/// Who has said that they do @p task, and has not given it back, in the order in which they said so. Thread: the store's. Errors: those of
/// the database.
[[nodiscard]] Result<QList<PersonId>> claimsOn(Store &store, const TaskReference &task);

} // namespace sightline
