#pragma once

#include "core/base/json.h"
#include "core/calendar/academic_year.h"
#include "core/calendar/council_year.h"
#include "core/calendar/council_zone.h"

#include <QMap>
#include <QSet>

#include <optional>

namespace sightline {

/// A term as a period of the plan: terms and the holidays after them cover every day exactly once.
struct TermPeriod {
    QString name;            ///< "Autumn"
    DateSpan span;           ///< from the term's start to the day before the next term's
    QDate lastSchoolDay;
    bool isAssumed = false;  ///< no dates given for this year: the pack's usual pattern was used
    friend bool operator==(const TermPeriod &, const TermPeriod &) = default;
};

/// The council's calendar: its zone, bank holidays and school terms, all of it data. A value; copies are cheap.
/// Thread: any, for reading. Source: domain.md A5, decisions 21 and 23.
class CouncilCalendar {
public:
    /// Reads a calendar pack ("sightline-calendar/1").
    /// Errors: InvalidInput, naming the member that is wrong and what to put there.
    [[nodiscard]] static Result<CouncilCalendar> fromJson(const Json &pack);

    [[nodiscard]] const CouncilZone &zone() const { return m_zone; }
    /// The council's calendar day at @p instant.
    [[nodiscard]] QDate today(Instant instant) const { return m_zone.dayOf(instant); }

    [[nodiscard]] bool isBankHoliday(QDate day) const { return m_bankHolidays.contains(day); }
    /// The holiday's name; empty if @p day is none.
    [[nodiscard]] QString bankHolidayName(QDate day) const { return m_bankHolidays.value(day); }
    /// Whether the pack lists bank holidays for @p year. If not, only weekends are left out of working days.
    [[nodiscard]] bool knowsBankHolidays(int year) const { return m_holidayYears.contains(year); }
    [[nodiscard]] QList<QDate> bankHolidays() const { return m_bankHolidays.keys(); }

    /// Monday to Friday, but no bank holiday.
    [[nodiscard]] bool isWorkingDay(QDate day) const;
    [[nodiscard]] QDate lastWorkingDayOnOrBefore(QDate day) const;
    [[nodiscard]] QDate firstWorkingDayOnOrAfter(QDate day) const;
    /// The @p count-th working day after @p day (before it, if negative). 0 gives @p day itself.
    [[nodiscard]] QDate addWorkingDays(QDate day, int count) const;
    /// The last working day of @p span, or its last day if it has none (a one-day span on a Sunday).
    [[nodiscard]] QDate lastWorkingDayIn(const DateSpan &span) const;
    /// Working days in @p span.
    [[nodiscard]] int workingDaysIn(const DateSpan &span) const;

    /// The academic year starting in @p startYear as the pack gives it, or by its usual pattern.
    [[nodiscard]] AcademicYear academicYear(int startYear) const;
    [[nodiscard]] bool knowsTerms(int startYear) const { return m_academicYears.contains(startYear); }
    /// The term period holding @p day.
    [[nodiscard]] TermPeriod termPeriodOf(QDate day) const;
    /// The term periods of the academic year, in order; together exactly 1 September to 31 August.
    [[nodiscard]] QList<TermPeriod> termPeriods(int startYear) const;
    /// In term, not in half-term, and a working day.
    [[nodiscard]] bool isSchoolDay(QDate day) const;
    /// The last school day of @p span; null if it has none.
    [[nodiscard]] QDate lastSchoolDayIn(const DateSpan &span) const;

    friend bool operator==(const CouncilCalendar &, const CouncilCalendar &) = default;

private:
    struct UsualTerm {
        QString name;
        int fromMonth, fromDay, toMonth, toDay;
        friend bool operator==(const UsualTerm &, const UsualTerm &) = default;
    };

    CouncilZone m_zone;
    QMap<QDate, QString> m_bankHolidays;
    QSet<int> m_holidayYears;
    QMap<int, AcademicYear> m_academicYears;
    QList<UsualTerm> m_usualTerms;

    friend class CalendarReader;
};

} // namespace sightline
