#include "core/schedule/rule.h"

#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<RuleKind, QLatin1StringView>, 8> kindNames { {
    { RuleKind::Periodic, "periodic"_L1 },
    { RuleKind::Quota, "quota"_L1 },
    { RuleKind::Event, "event"_L1 },
    { RuleKind::Continuous, "continuous"_L1 },
    { RuleKind::Adhoc, "adhoc"_L1 },
    { RuleKind::Once, "once"_L1 },
    { RuleKind::Planned, "planned"_L1 },
    { RuleKind::Unspecified, "unspecified"_L1 },
} };

constexpr std::array<std::pair<PeriodUnit, QLatin1StringView>, 6> unitNames { {
    { PeriodUnit::Day, "day"_L1 },
    { PeriodUnit::Week, "week"_L1 },
    { PeriodUnit::Month, "month"_L1 },
    { PeriodUnit::Quarter, "quarter"_L1 },
    { PeriodUnit::Term, "term"_L1 },
    { PeriodUnit::Year, "year"_L1 },
} };

constexpr std::array<QLatin1StringView, 12> monthStems { "jan"_L1, "feb"_L1, "mar"_L1, "apr"_L1, "may"_L1, "jun"_L1,
                                                         "jul"_L1, "aug"_L1, "sep"_L1, "oct"_L1, "nov"_L1, "dec"_L1 };

} // namespace

QString ruleKindName(RuleKind kind) { return kindNames[static_cast<size_t>(kind)].second.toString(); }

Result<RuleKind> ruleKindFromName(QStringView name)
{
    for (const auto &[kind, text] : kindNames) {
        if (name == text)
            return kind;
    }
    return Error { ErrorCode::InvalidInput, u"A rule's kind is not one this version knows."_s };
}

QString periodUnitName(PeriodUnit unit) { return unitNames[static_cast<size_t>(unit)].second.toString(); }

Result<PeriodUnit> periodUnitFromName(QStringView name)
{
    for (const auto &[unit, text] : unitNames) {
        if (name == text)
            return unit;
    }
    return Error { ErrorCode::InvalidInput, u"A period must be a day, week, month, quarter, term or year."_s };
}

std::optional<MonthWindow> seasonMonths(const Rule &rule)
{
    const QString season = rule.season.toLower();
    if (season == "summer term"_L1)
        return MonthWindow { 4, 7 };
    if (season == "autumn term"_L1)
        return MonthWindow { 9, 12 };
    if (season == "spring term"_L1)
        return MonthWindow { 1, 4 };
    if (season == "spring"_L1)
        return MonthWindow { 3, 5 };
    if (season == "summer"_L1)
        return MonthWindow { 6, 8 };
    if (season == "autumn"_L1)
        return MonthWindow { 9, 11 };
    if (season == "winter"_L1)
        return MonthWindow { 12, 2 };
    for (size_t i = 0; i < monthStems.size(); ++i) {
        if (season.startsWith(monthStems[i])) {
            const int month = static_cast<int>(i) + 1;
            return MonthWindow { month, month };
        }
    }
    return std::nullopt;
}

} // namespace sightline
