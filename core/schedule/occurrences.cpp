#include "core/schedule/occurrences.h"

#include "core/base/limits.h"
#include "core/schedule/period_grid.h"

#include <QLocale>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// From this many weeks on an interval is one from the last: weekly and fortnightly things have their day.
constexpr int weeksFromLastMin = 6;

int targetOf(const Rule &rule)
{
    switch (natureOf(rule)) {
    case RuleNature::Dated: return std::clamp(rule.min.value_or(1), 1, limits::planTargetMax);
    case RuleNature::Once: return 1;
    case RuleNature::Advisory: return (rule.kind == RuleKind::Adhoc || rule.kind == RuleKind::Periodic) && (rule.every || rule.per) ? 1 : 0;
    case RuleNature::Undefined:
    case RuleNature::EventDriven: break;
    }
    return 0;
}

/// The part of @p period that lies in the months of @p window, taking the first window that has not ended when it begins: a
/// winter goes on in the January after it.
DateSpan windowIn(const DateSpan &period, const MonthWindow &window)
{
    const int months = (window.last - window.first + 12) % 12 + 1;
    QDate from(period.from.year() - 1, window.first, 1);
    while (from.addMonths(months) <= period.from)
        from = from.addYears(1);
    return overlapOf(period, { from, from.addMonths(months).addDays(-1) });
}

QDate dueIn(const DateSpan &period, const Rule &rule, const PeriodGrid &grid, const CouncilCalendar &calendar)
{
    if (rule.dayOfMonth) {
        // "By the 7th" reports on the period before it, and the day itself still is in time.
        const QDate month = period.to.addDays(1);
        return QDate(month.year(), month.month(), std::clamp(*rule.dayOfMonth, 1, month.daysInMonth()));
    }
    if (grid.isSchoolYear()) {
        if (const QDate day = calendar.lastSchoolDayIn(period); day.isValid())
            return day;
    }
    return calendar.lastWorkingDayIn(period);
}

/// The first days of the months of @p period in which work is suggested. With few to do, August and December are left
/// out: schools are closed and people are away.
QList<QDate> suggestedMonths(const DateSpan &period, int target)
{
    QList<QDate> months;
    for (QDate month = period.from; month <= period.to; month = month.addMonths(1)) {
        const bool isQuiet = month.month() == 8 || month.month() == 12;
        if (!isQuiet || target > 10)
            months.append(month);
    }
    return months;
}

QList<QDate> suggestedIn(const DateSpan &period, int target, const Rule &rule, const PeriodGrid &grid, const CouncilCalendar &calendar)
{
    const auto workingDayBy = [&](QDate day) { return std::max(period.from, calendar.lastWorkingDayOnOrBefore(std::min(day, period.to))); };
    if (target == 1) {
        const bool isRange = rule.every && (rule.every->nMax || rule.every->unitMax);
        if (!isRange)
            return {};
        Rule shorter = rule;
        shorter.every->nMax.reset();
        shorter.every->unitMax.reset();
        const DateSpan early = PeriodGrid::of(shorter).periodOf(period.from, calendar);
        return { workingDayBy(period.from.addDays(early.days() - 1)) };
    }
    QList<QDate> dates;
    const auto months = grid.isYearly() ? suggestedMonths(period, target) : QList<QDate>();
    for (int k = 1; k <= target && target > 1; ++k) {
        if (target <= months.size())
            dates.append(workingDayBy(months[k * months.size() / target - 1].addMonths(1).addDays(-1)));
        else
            dates.append(workingDayBy(period.from.addDays(k * period.days() / target - 1)));
    }
    return dates;
}

Occurrence occurrenceFor(const DateSpan &period, const Rule &rule, const PeriodGrid &grid, const CouncilCalendar &calendar)
{
    Occurrence occurrence;
    occurrence.period = period;
    occurrence.opens = rule.dayOfMonth ? period.to.addDays(1) : period.from;
    occurrence.target = targetOf(rule);
    occurrence.atMost = rule.max;
    if (!rule.alternation.isEmpty())
        occurrence.variant =
            rule.alternation[qsizetype((grid.indexOf(period.from, calendar) % rule.alternation.size() + rule.alternation.size()) % rule.alternation.size())];
    if (natureOf(rule) != RuleNature::Dated)
        return occurrence;

    DateSpan inWhich = period;
    if (const auto season = seasonMonths(rule))
        inWhich = windowIn(period, *season);
    else if (rule.opensMonth)
        inWhich.from = windowIn(period, { *rule.opensMonth, *rule.opensMonth }).from;
    if (inWhich.isEmpty()) {
        occurrence.target = 0;   // a monthly promise "in summer" asks for nothing in winter
        return occurrence;
    }
    if (inWhich != period)
        occurrence.opens = inWhich.from;
    occurrence.due = dueIn(inWhich, rule, grid, calendar);
    // What is due before the period ends, as in school terms, is spread up to then.
    inWhich.to = std::min(inWhich.to, occurrence.due);
    occurrence.suggested = suggestedIn(inWhich, occurrence.target, rule, grid, calendar);
    return occurrence;
}

} // namespace

RuleNature natureOf(const Rule &rule)
{
    switch (rule.kind) {
    // "Weekly (as required)" and "up to one a week" ask for none.
    case RuleKind::Periodic:
    case RuleKind::Quota: return !rule.min && rule.max ? RuleNature::Advisory : RuleNature::Dated;
    case RuleKind::Event: return RuleNature::EventDriven;
    case RuleKind::Continuous:
    case RuleKind::Adhoc: return RuleNature::Advisory;
    case RuleKind::Once: return RuleNature::Once;
    case RuleKind::Planned:
    case RuleKind::Unspecified: break;
    }
    return RuleNature::Undefined;
}

int daysFromLast(const Rule &rule)
{
    const bool isOneEach = natureOf(rule) == RuleNature::Dated && rule.kind == RuleKind::Periodic && rule.every && targetOf(rule) == 1
        && rule.alternation.isEmpty() && !rule.dayOfMonth && rule.season.isEmpty();
    if (!isOneEach)
        return 0;
    const PeriodUnit unit = rule.every->unitMax.value_or(rule.every->unit);
    const int most = rule.every->nMax.value_or(rule.every->n);
    return unit == PeriodUnit::Week && most >= weeksFromLastMin ? 7 * most : 0;
}

QList<Occurrence> occurrencesIn(const Rule &rule, const CouncilCalendar &calendar, const DateSpan &range)
{
    QList<Occurrence> occurrences;
    if (range.isEmpty() || natureOf(rule) == RuleNature::EventDriven)
        return occurrences;
    const PeriodGrid grid = PeriodGrid::of(rule);
    const QDate to = std::min(range.to, range.from.addYears(limits::planYearsMax));
    for (QDate day = range.from; day <= to;) {
        const DateSpan period = grid.periodOf(day, calendar);
        occurrences.append(occurrenceFor(period, rule, grid, calendar));
        day = period.to.addDays(1);
    }
    return occurrences;
}

std::optional<Occurrence> occurrenceOn(const Rule &rule, const CouncilCalendar &calendar, QDate day)
{
    const auto occurrences = occurrencesIn(rule, calendar, { day, day });
    if (occurrences.isEmpty())
        return std::nullopt;
    return occurrences.first();
}

QString sayDay(QDate day) { return QLocale::c().toString(day, u"d MMMM yyyy"); }

QString sayPeriod(const DateSpan &period, const CouncilCalendar &calendar)
{
    const QDate from = period.from;
    const auto isMonths = [&](int months) { return from.day() == 1 && from.addMonths(months).addDays(-1) == period.to; };
    const auto yearPair = [](int year) { return u"%1/%2"_s.arg(year).arg((year + 1) % 100, 2, 10, QLatin1Char('0')); };
    if (period.days() == 1)
        return sayDay(from);
    if (period.days() == 7 && from.dayOfWeek() == Qt::Monday)
        return u"Week of %1"_s.arg(sayDay(from));
    if (isMonths(1))
        return QLocale::c().toString(from, u"MMMM yyyy");
    if (isMonths(3) && councilYearOf(from).quarter(councilQuarterOf(from)) == period)
        return u"Quarter %1 of %2"_s.arg(councilQuarterOf(from)).arg(yearPair(councilYearOf(from).startYear));
    if (councilYearOf(from).span() == period)
        return u"Council year %1"_s.arg(yearPair(from.year()));
    if (academicYearSpan(academicYearOf(from)) == period)
        return u"Academic year %1"_s.arg(yearPair(from.year()));
    if (period.days() > 50 * 366)
        return u"Once"_s;
    if (const TermPeriod term = calendar.termPeriodOf(from); term.span == period)
        return u"%1 term %2"_s.arg(term.name).arg(term.lastSchoolDay.year());
    return u"%1 to %2"_s.arg(sayDay(from), sayDay(period.to));
}

} // namespace sightline
