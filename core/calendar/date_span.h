#pragma once

#include <QDate>

#include <algorithm>

namespace sightline {

/// Whole calendar days from @p from to @p to, both included. Empty if `to` is before `from`, or either is null.
struct DateSpan {
    QDate from;
    QDate to;

    [[nodiscard]] bool isEmpty() const { return !from.isValid() || !to.isValid() || to < from; }
    [[nodiscard]] bool contains(QDate day) const { return from <= day && day <= to; }
    [[nodiscard]] bool overlaps(const DateSpan &other) const { return from <= other.to && other.from <= to; }
    [[nodiscard]] qint64 days() const { return isEmpty() ? 0 : from.daysTo(to) + 1; }
    friend bool operator==(const DateSpan &, const DateSpan &) = default;
};

/// The days in both spans; empty if there are none.
[[nodiscard]] inline DateSpan overlapOf(const DateSpan &a, const DateSpan &b) { return { std::max(a.from, b.from), std::min(a.to, b.to) }; }

} // namespace sightline
