#include "core/schedule/frequency_parser.h"

#include <QHash>

#include <algorithm>
#include <array>

// The words for time: units, adverbs, days of the week, months, seasons.
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct UnitWord {
    QLatin1StringView noun;
    QLatin1StringView plural;
    int n;
    PeriodUnit unit;
};
constexpr std::array<UnitWord, 9> unitWords { {
    { "day"_L1, "days"_L1, 1, PeriodUnit::Day },
    { "week"_L1, "weeks"_L1, 1, PeriodUnit::Week },
    { "fortnight"_L1, "fortnights"_L1, 2, PeriodUnit::Week },
    { "month"_L1, "months"_L1, 1, PeriodUnit::Month },
    { "quarter"_L1, "quarters"_L1, 1, PeriodUnit::Quarter },
    { "term"_L1, "terms"_L1, 1, PeriodUnit::Term },
    { "year"_L1, "years"_L1, 1, PeriodUnit::Year },
    { "annum"_L1, "annums"_L1, 1, PeriodUnit::Year },
    { "wk"_L1, "wks"_L1, 1, PeriodUnit::Week },
} };

struct AdverbWord {
    QLatin1StringView word;
    int n;
    PeriodUnit unit;
};
constexpr std::array<AdverbWord, 12> adverbWords { {
    { "daily"_L1, 1, PeriodUnit::Day },
    { "weekly"_L1, 1, PeriodUnit::Week },
    { "fortnightly"_L1, 2, PeriodUnit::Week },
    { "monthly"_L1, 1, PeriodUnit::Month },
    { "quarterly"_L1, 1, PeriodUnit::Quarter },
    { "termly"_L1, 1, PeriodUnit::Term },
    { "yearly"_L1, 1, PeriodUnit::Year },
    { "annual"_L1, 1, PeriodUnit::Year },
    { "annually"_L1, 1, PeriodUnit::Year },
    { "biennial"_L1, 2, PeriodUnit::Year },
    { "biennially"_L1, 2, PeriodUnit::Year },
    { "triennially"_L1, 3, PeriodUnit::Year },
} };

constexpr std::array<QLatin1StringView, 7> weekdays { "monday"_L1, "tuesday"_L1, "wednesday"_L1, "thursday"_L1, "friday"_L1, "saturday"_L1, "sunday"_L1 };

constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 12> months { {
    { "january"_L1, "jan"_L1 },
    { "february"_L1, "feb"_L1 },
    { "march"_L1, "mar"_L1 },
    { "april"_L1, "apr"_L1 },
    { "may"_L1, "may"_L1 },
    { "june"_L1, "jun"_L1 },
    { "july"_L1, "jul"_L1 },
    { "august"_L1, "aug"_L1 },
    { "september"_L1, "sept"_L1 },
    { "october"_L1, "oct"_L1 },
    { "november"_L1, "nov"_L1 },
    { "december"_L1, "dec"_L1 },
} };

} // namespace

std::optional<FrequencyParser::Spell> FrequencyParser::unitAt(qsizetype p) const
{
    Spell spell;
    if (isWord(p, { "academic"_L1, "school"_L1, "financial"_L1, "council"_L1, "calendar"_L1, "working"_L1, "full"_L1, "whole"_L1, "given"_L1 })
        && p + 1 < m_tokens.size()) {
        const bool isAcademic = isWord(p, { "academic"_L1, "school"_L1 });
        const bool isCouncil = isWord(p, { "financial"_L1, "council"_L1 });
        std::optional<Spell> inner = unitAt(p + 1);
        if (inner && inner->unit == PeriodUnit::Year && (isAcademic || isCouncil))
            inner->year = isAcademic ? YearKind::Academic : YearKind::Council;
        return inner;
    }
    if (isWord(p, "half"_L1)) {
        const qsizetype next = isDash(p + 1) ? p + 2 : p + 1;
        std::optional<Spell> inner = unitAt(next);
        if (inner && (inner->unit == PeriodUnit::Term || inner->unit == PeriodUnit::Year)) {
            inner->parts = 2;
            return inner;
        }
        return std::nullopt;
    }
    if (isWord(p, { "weekday"_L1, "weekdays"_L1 }) || areWords(p, { "week"_L1, "day"_L1 })) {
        spell.unit = PeriodUnit::Day;
        spell.end = isWord(p, "week"_L1) ? p + 2 : p + 1;
        return spell;
    }
    for (const UnitWord &word : unitWords) {
        if (isWord(p, { word.noun, word.plural })) {
            spell.n = word.n;
            spell.unit = word.unit;
            spell.end = p + 1;
            return spell;
        }
    }
    return std::nullopt;
}

std::optional<FrequencyParser::Spell> FrequencyParser::plainAdverbAt(qsizetype p) const
{
    for (const AdverbWord &word : adverbWords) {
        if (isWord(p, word.word)) {
            Spell spell;
            spell.n = word.n;
            spell.unit = word.unit;
            spell.end = p + 1;
            return spell;
        }
    }
    return std::nullopt;
}

std::optional<FrequencyParser::Spell> FrequencyParser::adverbAt(qsizetype p) const
{
    static const QHash<QString, QString> joined {
        { u"bimonthly"_s, u"monthly"_s },   { u"biweekly"_s, u"weekly"_s }, { u"biannual"_s, u"annual"_s },
        { u"biannually"_s, u"annually"_s }, { u"bitermly"_s, u"termly"_s }, { u"biyearly"_s, u"yearly"_s },
    };
    const bool isJoined = p < m_tokens.size() && joined.contains(m_tokens[p].text);
    const qsizetype inner = isDash(p + 1) ? p + 2 : p + 1;
    if (isJoined || (isWord(p, "bi"_L1) && plainAdverbAt(inner))) {
        Spell spell;
        if (isJoined) {
            const QString adverb = joined.value(m_tokens[p].text);
            const auto known = std::find_if(adverbWords.begin(), adverbWords.end(), [&](const AdverbWord &word) { return adverb == word.word; });
            spell.n = known->n;
            spell.unit = known->unit;
            spell.end = p + 1;
        } else {
            spell = *plainAdverbAt(inner);
        }
        const QString unit = periodUnitName(spell.unit);
        spell.isTwice = spell.unit == PeriodUnit::Year;
        spell.n *= spell.isTwice ? 1 : 2;
        spell.doubt = u"“%1” can mean every two %2s or twice a %2. Which is meant?"_s.arg(textOf(p, spell.end), unit);
        spell.assumed = spell.isTwice ? u"Twice a year"_s : u"Every two %1s"_s.arg(unit);
        return spell;
    }
    if (isWord(p, { "half"_L1, "semi"_L1, "six"_L1 }) || (isWord(p, { "semiannual"_L1, "semiannually"_L1 }))) {
        const bool isOneWord = isWord(p, { "semiannual"_L1, "semiannually"_L1 });
        const std::optional<Spell> plain = isOneWord ? std::nullopt : plainAdverbAt(inner);
        if (isOneWord || (plain && plain->unit == PeriodUnit::Year)) {
            Spell spell;
            spell.n = 6;
            spell.unit = PeriodUnit::Month;
            spell.end = isOneWord ? p + 1 : plain->end;
            return spell;
        }
        if (plain && plain->unit == PeriodUnit::Term) {
            Spell spell = *plain;
            spell.parts = 2;
            return spell;
        }
        return std::nullopt;
    }
    return plainAdverbAt(p);
}

bool FrequencyParser::weekdayAt(qsizetype p) const
{
    return p < m_tokens.size() && m_tokens[p].kind == Token::Kind::Word
        && std::any_of(weekdays.begin(), weekdays.end(), [&](QLatin1StringView day) { return m_tokens[p].text == day || m_tokens[p].text == day + u"s"_s; });
}

int FrequencyParser::monthAt(qsizetype p) const
{
    if (!isAt(p, Token::Kind::Word))
        return 0;
    for (size_t i = 0; i < months.size(); ++i) {
        if (isWord(p, { months[i].first, months[i].second }) || (i == 8 && isWord(p, "sep"_L1)))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

qsizetype FrequencyParser::seasonEnd(qsizetype p) const
{
    if (monthAt(p) > 0)
        return p + 1;
    if (!isWord(p, { "spring"_L1, "summer"_L1, "autumn"_L1, "winter"_L1 }))
        return p;
    return isWord(p + 1, { "term"_L1, "holiday"_L1, "holidays"_L1 }) ? p + 2 : p + 1;
}

bool FrequencyParser::isTimeWord(qsizetype p) const { return unitAt(p) || adverbAt(p) || weekdayAt(p) || seasonEnd(p) > p; }

} // namespace sightline
