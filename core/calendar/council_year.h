#pragma once

#include "core/calendar/date_span.h"

#include <compare>

namespace sightline {

/// A council (financial) year, 1 April to 31 March, named by the year it starts in. Source: domain.md A5.
struct CouncilYear {
    int startYear = 0;   ///< 2026 for 1 April 2026 to 31 March 2027

    [[nodiscard]] QDate firstDay() const { return { startYear, 4, 1 }; }
    [[nodiscard]] QDate lastDay() const { return { startYear + 1, 3, 31 }; }
    [[nodiscard]] DateSpan span() const { return { firstDay(), lastDay() }; }
    /// @p number 1 (April to June) to 4 (January to March).
    [[nodiscard]] DateSpan quarter(int number) const
    {
        const QDate from = firstDay().addMonths(3 * (number - 1));
        return { from, from.addMonths(3).addDays(-1) };
    }
    friend auto operator<=>(const CouncilYear &, const CouncilYear &) = default;
};

[[nodiscard]] inline CouncilYear councilYearOf(QDate day) { return { day.month() >= 4 ? day.year() : day.year() - 1 }; }

/// 1 to 4: the quarter of the council year that holds @p day.
[[nodiscard]] inline int councilQuarterOf(QDate day) { return (day.month() + 8) % 12 / 3 + 1; }

} // namespace sightline
