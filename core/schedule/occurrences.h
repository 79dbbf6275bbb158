#pragma once

#include "core/calendar/council_calendar.h"
#include "core/schedule/rule.h"

namespace sightline {

/// One period in which a rule asks for something. Periods of a rule cover every day exactly once and never depend on
/// what was done, so every device cuts time alike. Source: decisions 20 and 21, domain.md A5.
struct Occurrence {
    DateSpan period;            ///< what counts for it; `period.from` is part of the task's identity
    QDate opens;                ///< from when it can be done: the period's start, a season's, or after the period
    QDate due;                  ///< last day on which it is not late; null: it has no date
    int target = 0;             ///< how many are asked for; 0: none is, what is done is only counted
    std::optional<int> atMost;  ///< where the rule names an upper bound
    QString variant;            ///< whose turn it is in an alternation: "QA"; empty otherwise
    /// Working days that would spread the target over the period, one for each; the early end of a range ("6/8 weekly").
    /// Empty where there is nothing to spread. Never a reason to be late.
    QList<QDate> suggested;
    friend bool operator==(const Occurrence &, const Occurrence &) = default;
};

/// How a rule's tasks behave, whoever they are for.
enum class RuleNature {
    Dated,        ///< has periods with due dates
    Advisory,     ///< has periods but nothing in it is ever late: as required, ongoing, "up to"
    Undefined,    ///< the document gives no date: shown under "no date set" so that it is not lost
    EventDriven,  ///< one for each event; has no periods of its own
    Once,         ///< one period for all time
};
[[nodiscard]] RuleNature natureOf(const Rule &rule);

/// How many days after the last one the next is due at the latest, of a rule that counts from the last one: an interval of six weeks or more
/// ("6 weekly", "6/8 weekly", "monthly - six weekly"), which follows no calendar that anybody keeps. 0: it counts by the calendar, once
/// in each period and whenever in it. Source: domain.md A5, "interval from last". Pure.
[[nodiscard]] int daysFromLast(const Rule &rule);

/// Every occurrence of @p rule whose period overlaps @p range, in order. Empty only for an empty range and for
/// event-driven rules. @p range is cut to limits::planYearsMax. Pure. Thread: any.
[[nodiscard]] QList<Occurrence> occurrencesIn(const Rule &rule, const CouncilCalendar &calendar, const DateSpan &range);

/// The occurrence whose period holds @p day; none for event-driven rules.
[[nodiscard]] std::optional<Occurrence> occurrenceOn(const Rule &rule, const CouncilCalendar &calendar, QDate day);

/// A period in the words people use: "October 2026", "Quarter 3 of 2026/27", "Council year 2026/27", "Week of 23 November
/// 2026", "Autumn term 2026", else "2 November to 27 December 2026".
[[nodiscard]] QString sayPeriod(const DateSpan &period, const CouncilCalendar &calendar);

/// "23 November 2026": how sentences of the planner write a day.
[[nodiscard]] QString sayDay(QDate day);

} // namespace sightline
