#pragma once

#include "core/queries/assurance_map.h"
#include "qml/features/year/year_view.h"

namespace sightline {

/// The assurance map in words. Thread: any.

/// "Council year 2026/27".
[[nodiscard]] QString yearTitle(int year);
/// A service or activity with its months; @p directorate: the service's, to head a group with.
[[nodiscard]] YearRow yearRow(const MapRow &row, const QList<QDate> &months, const QString &directorate);
/// "Apr" to "Mar".
[[nodiscard]] QStringList monthNames(const QList<QDate> &months);
/// A record that counted for a task, and the day on which it was completed.
struct CountedRecord {
    RecordId record;
    QDate on;
};
/// A task behind a cell. @p readable: those of the records that counted which are on this device, the first first.
[[nodiscard]] YearTask yearTask(const PersonTask &row, QDate today, const QList<CountedRecord> &readable);

} // namespace sightline
