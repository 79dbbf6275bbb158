#pragma once

#include "core/base/result.h"

#include <QDate>
#include <QMap>

namespace sightline {

/// What a person has been told, so that nothing is told twice. Kept in their store.
struct ReminderMemory {
    QDate summaryOn;               ///< the council's day of the last summary; null: none yet
    QMap<QString, QDate> told;     ///< what, as reminders name it, and on which day
    friend bool operator==(const ReminderMemory &, const ReminderMemory &) = default;
};

/// Most entries that are kept: the oldest go. More than a person is told of in years.
inline constexpr qsizetype reminderMemoryMax = 5000;

[[nodiscard]] QString toText(const ReminderMemory &memory);
/// "" is nothing told yet. Errors: Corrupt.
[[nodiscard]] Result<ReminderMemory> reminderMemoryFrom(const QString &text);

} // namespace sightline
