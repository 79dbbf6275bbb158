#pragma once

#include "core/framework/framework.h"

#include <QStringList>

#include <optional>

namespace sightline {

/// How often something is promised. The meanings are in core/framework/FORMAT.md.
enum class RuleKind {
    Periodic,      ///< once every `every`; with `min` and `per` it is a floor that may be exceeded
    Quota,         ///< `min`..`max` times per `per`, no fixed spacing; an absent bound is open
    Event,         ///< once for each `trigger`
    Continuous,    ///< ongoing: no single due date
    Adhoc,         ///< as required, as available: advisory, never late
    Once,          ///< does not recur
    Planned,       ///< dates come from another plan
    Unspecified,   ///< blank or not understood
};

enum class PeriodUnit { Day, Week, Month, Quarter, Term, Year };

/// Each: the count applies to every subject separately. Distinct: the count is of different subjects covered.
enum class SubjectMode { Each, Distinct };

enum class YearKind { Council, Academic };

/// Once every n units; with nMax (and unitMax) a range: "6/8 weekly" is {6, 8, Week}.
struct Every {
    int n = 1;
    PeriodUnit unit = PeriodUnit::Month;
    std::optional<int> nMax;
    std::optional<PeriodUnit> unitMax;   ///< the unit of nMax where it differs: "monthly - six weekly"
    friend bool operator==(const Every &, const Every &) = default;
};

/// The words a rule was read from: a literal piece of a cell.
struct RuleSource {
    Cell cell = Cell::Frequency;
    QString quote;
    friend bool operator==(const RuleSource &, const RuleSource &) = default;
};

/// Months of a year, 1 to 12, both included; may run over the new year (12 to 2).
struct MonthWindow {
    int first = 1;
    int last = 12;
    friend bool operator==(const MonthWindow &, const MonthWindow &) = default;
};

/// One promise about time, exactly as the framework's JSON can say it. A member that is absent was not stated.
struct Rule {
    RuleKind kind = RuleKind::Unspecified;
    std::optional<Every> every;
    std::optional<int> min;
    std::optional<int> max;
    std::optional<PeriodUnit> per;
    QString perSubject;                       ///< "area", "placement", "staff member"; empty: none
    std::optional<SubjectMode> subjectMode;   ///< present exactly when perSubject is
    QString trigger;                          ///< of an event: "a placement is made / proposed"
    std::optional<int> dayOfMonth;            ///< due by this day of the month after the period, 1 to 31
    QString season;                           ///< as written: "summer", "March"; see seasonMonths()
    std::optional<int> opensMonth;            ///< opens on the 1st of this month each year: "Launch in Feb" is 2
    QStringList alternation;                  ///< kinds that take turns, in order: "QA", "Performance"
    QString condition;                        ///< what the document adds: "more frequent based on risk"
    QString appliesTo;                        ///< which part of the activity: "targeted group supervision"
    std::optional<YearKind> year;             ///< which year a yearly or termly rule counts in, where it is known
    RuleSource source;

    friend bool operator==(const Rule &, const Rule &) = default;
};

/// The months a rule's season stands for: meteorological seasons ("summer" is June to August), school terms' months
/// ("autumn term" is September to December) or one month. Empty when there is no season. Source: domain.md A5.
[[nodiscard]] std::optional<MonthWindow> seasonMonths(const Rule &rule);

/// Names as JSON has them ("periodic", "quarter", "distinct", "council"), and back. Errors: InvalidInput.
[[nodiscard]] QString ruleKindName(RuleKind kind);
[[nodiscard]] Result<RuleKind> ruleKindFromName(QStringView name);
[[nodiscard]] QString periodUnitName(PeriodUnit unit);
[[nodiscard]] Result<PeriodUnit> periodUnitFromName(QStringView name);

} // namespace sightline
