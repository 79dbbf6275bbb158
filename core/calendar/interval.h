#pragma once

#include <QDate>
#include <QString>

#include <functional>
#include <optional>

namespace sightline {

/// A length of time as forms and templates write it: "10 working-days", "6 weeks", "28 days", "3 months".
struct Interval {
    enum class Unit { Days, WorkingDays, Weeks, Months };
    int count = 0;
    Unit unit = Unit::Days;
    friend bool operator==(const Interval &, const Interval &) = default;
};

/// None if @p text is no interval, or one of more than 1000 units.
[[nodiscard]] std::optional<Interval> readInterval(const QString &text);

/// The day @p interval after @p from; null if that is. @p addWorkingDays is the council's calendar's; unset: weekends only are
/// skipped.
[[nodiscard]] QDate dayAfter(QDate from, const Interval &interval, const std::function<QDate(QDate, int)> &addWorkingDays);

} // namespace sightline
