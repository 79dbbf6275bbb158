#pragma once

#include "core/ports/notifier.h"
#include "core/reminders/reminder.h"

namespace sightline {

/// The notice of a summary. Made of numbers alone: it is read on locked screens and in other people's homes (look.md, principle 7).
[[nodiscard]] Notification summaryNotification(const ReminderCounts &counts);
/// The notice of @p concerns urgent ones.
[[nodiscard]] Notification concernNotification(int concerns);

} // namespace sightline
