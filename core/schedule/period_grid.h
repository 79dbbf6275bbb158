#pragma once

#include "core/calendar/council_calendar.h"
#include "core/schedule/rule.h"

namespace sightline {

/// How a rule cuts time into periods: a partition of all days from a fixed anchor, so that a period never depends on
/// when somebody looked or what was done. Source: decisions 20 and 21.
class PeriodGrid {
public:
    /// The grid of @p rule. Event-driven rules have none of their own and get council years.
    [[nodiscard]] static PeriodGrid of(const Rule &rule);

    [[nodiscard]] DateSpan periodOf(QDate day, const CouncilCalendar &calendar) const;
    /// Which period of the grid holds @p day, counted from the anchor; consecutive periods have consecutive numbers.
    /// Except: terms are counted within their academic year, single working days by the calendar.
    [[nodiscard]] qint64 indexOf(QDate day, const CouncilCalendar &calendar) const;

    [[nodiscard]] bool isYearly() const { return m_kind == Kind::Months && m_n % 12 == 0; }
    [[nodiscard]] bool isTerms() const { return m_kind == Kind::Terms; }
    [[nodiscard]] bool isSchoolYear() const { return m_isSchoolYear; }

private:
    enum class Kind { AllTime, WorkingDay, Days, Months, Terms };

    Kind m_kind = Kind::Months;
    qint64 m_n = 12;
    int m_anchorMonth = 4;   ///< of 2024: the month in which a period of m_n months begins
    bool m_isSchoolYear = false;
};

} // namespace sightline
