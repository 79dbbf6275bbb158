#include "core/schedule/period_grid.h"

#include "core/schedule/occurrences.h"

#include <algorithm>

namespace sightline {

namespace {

/// A Monday, and the year whose council and academic years multi-year periods are counted from. It stands for ever:
/// moving it would give every task of every other week a new identity.
constexpr int anchorYear = 2024;
const QDate anchorMonday(anchorYear, 1, 1);

/// Longest step of a grid, in its own unit; more is a slip of the pen.
constexpr int stepMax = 1000;

qint64 floorDiv(qint64 value, qint64 by)
{
    const qint64 quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

struct Step {
    int n = 1;
    PeriodUnit unit = PeriodUnit::Year;
};

double roughDays(const Step &step)
{
    switch (step.unit) {
    case PeriodUnit::Day: return step.n;
    case PeriodUnit::Week: return 7.0 * step.n;
    case PeriodUnit::Month: return 30.4 * step.n;
    case PeriodUnit::Quarter: return 91.3 * step.n;
    case PeriodUnit::Term: return 121.7 * step.n;
    case PeriodUnit::Year: break;
    }
    return 365.25 * step.n;
}

Step stepOf(const Rule &rule)
{
    if (rule.kind == RuleKind::Quota && rule.per)
        return { 1, *rule.per };
    if (rule.every) {
        const Step shortest { rule.every->n, rule.every->unit };
        if (!rule.every->nMax && !rule.every->unitMax)
            return shortest;
        // A range asks for one in the longer time; the shorter is a suggestion.
        const Step longest { rule.every->nMax.value_or(rule.every->n), rule.every->unitMax.value_or(rule.every->unit) };
        return roughDays(longest) > roughDays(shortest) ? longest : shortest;
    }
    if (rule.per)
        return { 1, *rule.per };
    return {};
}

int anchorMonthOf(const Rule &rule)
{
    const int usual = rule.year == YearKind::Academic ? 9 : 4;
    if (const auto season = seasonMonths(rule)) {
        // A season that runs over the year's end makes its own year, so that it lies in one period.
        const int position = (season->first - usual + 12) % 12;
        const int length = (season->last - season->first + 12) % 12;
        return position + length > 11 ? season->first : usual;
    }
    if (rule.opensMonth && natureOf(rule) == RuleNature::Advisory)
        return *rule.opensMonth;
    return usual;
}

int monthsSinceAnchor(QDate day, int anchorMonth) { return (day.year() - anchorYear) * 12 + day.month() - anchorMonth; }

QDate monthStart(qint64 monthsAfterAnchor, int anchorMonth) { return QDate(anchorYear, anchorMonth, 1).addMonths(int(monthsAfterAnchor)); }

} // namespace

PeriodGrid PeriodGrid::of(const Rule &rule)
{
    PeriodGrid grid;
    if (natureOf(rule) == RuleNature::Once) {
        grid.m_kind = Kind::AllTime;
        return grid;
    }
    Step step = stepOf(rule);
    step.n = std::clamp(step.n, 1, step.unit == PeriodUnit::Year ? 50 : stepMax);
    grid.m_n = step.n;
    switch (step.unit) {
    case PeriodUnit::Day: grid.m_kind = step.n == 1 ? Kind::WorkingDay : Kind::Days; break;
    case PeriodUnit::Week:
        grid.m_kind = Kind::Days;
        grid.m_n = 7 * step.n;
        break;
    case PeriodUnit::Month: break;
    case PeriodUnit::Quarter: grid.m_n = 3 * step.n; break;
    case PeriodUnit::Term:
        grid.m_kind = Kind::Terms;
        grid.m_isSchoolYear = true;
        break;
    case PeriodUnit::Year:
        grid.m_n = 12 * step.n;
        grid.m_anchorMonth = anchorMonthOf(rule);
        grid.m_isSchoolYear = rule.year == YearKind::Academic;
        break;
    }
    return grid;
}

DateSpan PeriodGrid::periodOf(QDate day, const CouncilCalendar &calendar) const
{
    switch (m_kind) {
    case Kind::AllTime: return { QDate(2000, 1, 1), QDate(2099, 12, 31) };
    case Kind::WorkingDay: {
        const QDate from = calendar.lastWorkingDayOnOrBefore(day);
        return { from, calendar.addWorkingDays(from, 1).addDays(-1) };
    }
    case Kind::Days: {
        const QDate from = anchorMonday.addDays(indexOf(day, calendar) * m_n);
        return { from, from.addDays(m_n - 1) };
    }
    case Kind::Months: {
        const QDate from = monthStart(indexOf(day, calendar) * m_n, m_anchorMonth);
        return { from, from.addMonths(int(m_n)).addDays(-1) };
    }
    case Kind::Terms: break;
    }
    const auto terms = calendar.termPeriods(academicYearOf(day));
    const qsizetype first = indexOf(day, calendar) * m_n;
    const qsizetype last = std::min(first + qsizetype(m_n), terms.size()) - 1;
    return { terms[first].span.from, terms[last].span.to };
}

qint64 PeriodGrid::indexOf(QDate day, const CouncilCalendar &calendar) const
{
    switch (m_kind) {
    case Kind::AllTime: return 0;
    case Kind::WorkingDay:
        // Working days are not counted from the anchor: their number would change with every holiday announced.
        return floorDiv(anchorMonday.daysTo(calendar.lastWorkingDayOnOrBefore(day)), 1);
    case Kind::Days: return floorDiv(anchorMonday.daysTo(day), m_n);
    case Kind::Months: return floorDiv(monthsSinceAnchor(day, m_anchorMonth), m_n);
    case Kind::Terms: break;
    }
    const auto terms = calendar.termPeriods(academicYearOf(day));
    for (qsizetype i = 0; i < terms.size(); ++i) {
        if (terms[i].span.contains(day))
            return i / m_n;
    }
    Q_ASSERT(false);   // a calendar's term periods cover the year
    return 0;
}

} // namespace sightline
