#include "core/schedule/frequency_parser.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

// Lengths of time, rhythms and counts: "weekly", "6/8 weekly", "every other Tuesday", "between 2 and 4 per month".
// One file because each form is built from the ones above it.
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
    { "day"_L1, "days"_L1, 1, PeriodUnit::Day }, { "week"_L1, "weeks"_L1, 1, PeriodUnit::Week }, { "fortnight"_L1, "fortnights"_L1, 2, PeriodUnit::Week },
    { "month"_L1, "months"_L1, 1, PeriodUnit::Month }, { "quarter"_L1, "quarters"_L1, 1, PeriodUnit::Quarter }, { "term"_L1, "terms"_L1, 1, PeriodUnit::Term },
    { "year"_L1, "years"_L1, 1, PeriodUnit::Year }, { "annum"_L1, "annums"_L1, 1, PeriodUnit::Year }, { "wk"_L1, "wks"_L1, 1, PeriodUnit::Week },
} };

struct AdverbWord {
    QLatin1StringView word;
    int n;
    PeriodUnit unit;
};
constexpr std::array<AdverbWord, 12> adverbWords { {
    { "daily"_L1, 1, PeriodUnit::Day }, { "weekly"_L1, 1, PeriodUnit::Week }, { "fortnightly"_L1, 2, PeriodUnit::Week },
    { "monthly"_L1, 1, PeriodUnit::Month }, { "quarterly"_L1, 1, PeriodUnit::Quarter }, { "termly"_L1, 1, PeriodUnit::Term },
    { "yearly"_L1, 1, PeriodUnit::Year }, { "annual"_L1, 1, PeriodUnit::Year }, { "annually"_L1, 1, PeriodUnit::Year },
    { "biennial"_L1, 2, PeriodUnit::Year }, { "biennially"_L1, 2, PeriodUnit::Year }, { "triennially"_L1, 3, PeriodUnit::Year },
} };

constexpr std::array<QLatin1StringView, 7> weekdays { "monday"_L1, "tuesday"_L1, "wednesday"_L1, "thursday"_L1, "friday"_L1, "saturday"_L1, "sunday"_L1 };

constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 12> months { {
    { "january"_L1, "jan"_L1 }, { "february"_L1, "feb"_L1 }, { "march"_L1, "mar"_L1 }, { "april"_L1, "apr"_L1 }, { "may"_L1, "may"_L1 },
    { "june"_L1, "jun"_L1 }, { "july"_L1, "jul"_L1 }, { "august"_L1, "aug"_L1 }, { "september"_L1, "sept"_L1 }, { "october"_L1, "oct"_L1 },
    { "november"_L1, "nov"_L1 }, { "december"_L1, "dec"_L1 },
} };

constexpr int nounWordsMax = 6;

QString written(int n, PeriodUnit unit)
{
    return n == 1 ? u"every "_s + periodUnitName(unit) : u"every %1 %2s"_s.arg(n).arg(periodUnitName(unit));
}

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
        { u"bimonthly"_s, u"monthly"_s }, { u"biweekly"_s, u"weekly"_s }, { u"biannual"_s, u"annual"_s }, { u"biannually"_s, u"annually"_s },
        { u"bitermly"_s, u"termly"_s }, { u"biyearly"_s, u"yearly"_s },
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

bool FrequencyParser::isTimeWord(qsizetype p) const
{
    return unitAt(p) || adverbAt(p) || weekdayAt(p) || seasonEnd(p) > p;
}

FrequencyPiece FrequencyParser::piece(Piece::Kind kind, qsizetype first, qsizetype end)
{
    Piece out;
    out.kind = kind;
    out.first = first;
    out.end = end;
    return out;
}

FrequencyPiece FrequencyParser::periodic(const Spell &spell, qsizetype first, qsizetype end)
{
    Piece out = piece(Piece::Kind::Recurrence, first, end);
    out.doubt = spell.doubt;
    out.assumed = spell.assumed;
    out.rule.year = spell.year;
    if (spell.isTwice || spell.parts > 1) {
        // A half term has no unit of its own, so its rhythm is said as a count.
        out.rule.kind = RuleKind::Quota;
        out.rule.min = out.rule.max = 2;
        out.rule.per = spell.unit;
        return out;
    }
    out.rule.kind = RuleKind::Periodic;
    out.rule.every = Every { spell.n, spell.unit, {}, {} };
    return out;
}

FrequencyPiece FrequencyParser::range(const Every &every, qsizetype first, qsizetype end)
{
    Piece out = piece(Piece::Kind::Recurrence, first, end);
    out.rule.kind = RuleKind::Periodic;
    out.rule.every = every;
    return out;
}

/// "6 weekly", "six-weekly", "6/8 weekly", "6 to 8 weekly".
std::optional<FrequencyPiece> FrequencyParser::numberedAdverbAt(qsizetype p) const
{
    if (!isNumber(p) || m_tokens[p].number == 0)
        return std::nullopt;
    const int low = m_tokens[p].number;
    const bool isRange = (isAt(p + 1, Token::Kind::Slash) || isDash(p + 1) || isWord(p + 1, { "to"_L1, "or"_L1 })) && isNumber(p + 2);
    const int high = isRange ? m_tokens[p + 2].number : low;
    qsizetype at = isRange ? p + 3 : p + 1;
    if (isDash(at))
        ++at;
    const std::optional<Spell> adverb = plainAdverbAt(at);
    if (!adverb)
        return std::nullopt;
    if (low == high)
        return range(Every { low * adverb->n, adverb->unit, {}, {} }, p, adverb->end);
    return range(Every { std::min(low, high) * adverb->n, adverb->unit, std::max(low, high) * adverb->n, {} }, p, adverb->end);
}

/// "Weekly", "weekly / fortnightly", "weekly or monthly", "monthly - six weekly", "bi-monthly".
std::optional<FrequencyPiece> FrequencyParser::adverbFormAt(qsizetype p) const
{
    if (isWord(p, { "between"_L1, "from"_L1 })) {
        // "Between monthly and quarterly" is a span without a doubt.
        const std::optional<Spell> low = plainAdverbAt(p + 1);
        const std::optional<Spell> high = low && isWord(low->end, { "and"_L1, "to"_L1 }) ? plainAdverbAt(low->end + 1) : std::nullopt;
        if (!high)
            return std::nullopt;
        if (low->unit == high->unit)
            return range(Every { std::min(low->n, high->n), low->unit, std::max(low->n, high->n), {} }, p, high->end);
        return range(Every { low->n, low->unit, high->n, high->unit }, p, high->end);
    }
    const std::optional<Spell> first = adverbAt(p);
    if (!first)
        return std::nullopt;
    qsizetype join = first->end;
    // "Weekly, fortnightly or monthly": the ends of the list are the span.
    for (qsizetype at = first->end; isAt(at, Token::Kind::Comma);) {
        const std::optional<Spell> next = plainAdverbAt(at + 1);
        if (!next)
            break;
        at = next->end;
        if (isWord(at, { "or"_L1, "to"_L1 }))
            join = at;
    }
    const bool isSeparated = isAt(join, Token::Kind::Slash) || isDash(join) || isWord(join, { "or"_L1, "to"_L1 });
    if (!isSeparated || first->isTwice || first->parts > 1 || !first->doubt.isEmpty())
        return periodic(*first, p, first->end);
    Every every { first->n, first->unit, {}, {} };
    qsizetype end = 0;
    if (const std::optional<Piece> numbered = numberedAdverbAt(join + 1); numbered && !numbered->rule.every->nMax) {
        every.nMax = numbered->rule.every->n;
        every.unitMax = numbered->rule.every->unit;
        end = numbered->end;
    } else if (const std::optional<Spell> second = plainAdverbAt(join + 1)) {
        every.nMax = second->n;
        every.unitMax = second->unit;
        end = second->end;
    } else {
        return periodic(*first, p, first->end);
    }
    if (every.unitMax == every.unit) {
        every.unitMax.reset();
        if (every.nMax < every.n)
            std::swap(every.n, *every.nMax);
    }
    Piece out = range(every, p, end);
    // A dash or "to" marks a span; a slash or "or" leaves open which of the two holds.
    if (isAt(join, Token::Kind::Slash) || isWord(join, "or"_L1)) {
        out.doubt = u"“%1” names two rhythms. Which of them holds, and for what?"_s.arg(textOf(p, end));
        out.assumed = u"At the latest %1; sooner is welcome"_s.arg(written(*every.nMax, every.unitMax.value_or(every.unit)));
    }
    return out;
}

/// "Every 3 weeks", "every other month", "each term", "every 6 to 8 weeks", "every summer", "once every two years".
std::optional<FrequencyPiece> FrequencyParser::everyFormAt(qsizetype p) const
{
    qsizetype at = p;
    if (isWord(at, "once"_L1) || (isNumber(at) && m_tokens[at].number == 1))
        at = isWord(at + 1, { "in"_L1 }) ? at + 2 : at + 1;
    if (isWord(at, { "in"_L1, "during"_L1, "for"_L1, "at"_L1 }) && isWord(at + 1, { "each"_L1, "every"_L1 }))
        ++at;
    const bool isAlternate = isWord(at, "alternate"_L1) || areWords(at, { "on"_L1, "alternate"_L1 });
    if (!isWord(at, { "every"_L1, "each"_L1 }) && !isAlternate)
        return std::nullopt;
    at += isWord(at, "on"_L1) ? 2 : 1;
    int n = isAlternate ? 2 : 1;
    if (isWord(at, { "other"_L1, "alternate"_L1 })) {
        n = 2;
        ++at;
    } else if (isAt(at, Token::Kind::Ordinal)) {
        n = m_tokens[at].number;
        ++at;
    }
    std::optional<int> nMax;
    if (isNumber(at) && m_tokens[at].number > 0) {
        n = m_tokens[at].number;
        ++at;
        if ((isAt(at, Token::Kind::Slash) || isDash(at) || isWord(at, { "to"_L1, "or"_L1 })) && isNumber(at + 1)) {
            nMax = m_tokens[at + 1].number;
            at += 2;
        }
    }
    if (isDash(at))
        ++at;
    if (weekdayAt(at)) {
        Piece out = range(Every { n, PeriodUnit::Week, {}, {} }, p, at + 1);
        out.text = u"on a "_s + textOf(at, at + 1);
        return out;
    }
    if (const qsizetype end = seasonEnd(at); end > at) {
        Piece out = range(Every { n, PeriodUnit::Year, {}, {} }, p, end);
        out.rule.season = textOf(at, end);
        return out;
    }
    const std::optional<Spell> unit = unitAt(at);
    if (!unit)
        return std::nullopt;
    if (unit->parts > 1) {
        if (unit->unit == PeriodUnit::Year)
            return range(Every { 6 * n, PeriodUnit::Month, {}, {} }, p, unit->end);
        return n == 1 ? std::optional(periodic(*unit, p, unit->end)) : std::nullopt;
    }
    Every every { n * unit->n, unit->unit, {}, {} };
    if (nMax)
        every.nMax = *nMax * unit->n;
    Piece out = range(every, p, unit->end);
    out.rule.year = unit->year;
    return out;
}

/// "Mondays", "on Tuesdays", "first Monday of the month".
std::optional<FrequencyPiece> FrequencyParser::weekdayFormAt(qsizetype p) const
{
    qsizetype at = isWord(p, "on"_L1) ? p + 1 : p;
    if (isWord(at, "the"_L1))
        ++at;
    const qsizetype placeFirst = at;
    int places = 0;
    while (isAt(at, Token::Kind::Ordinal) || isWord(at, "last"_L1)) {
        ++places;
        ++at;
        if ((isWord(at, "and"_L1) || isAt(at, Token::Kind::Comma) || isAt(at, Token::Kind::Ampersand)) && (isAt(at + 1, Token::Kind::Ordinal) || isWord(at + 1, "last"_L1)))
            ++at;
    }
    const bool isPlaced = places > 0;
    const bool isDay = weekdayAt(at) || (isPlaced && (isWord(at, "day"_L1) || areWords(at, { "working"_L1, "day"_L1 })));
    if (!isDay)
        return std::nullopt;
    qsizetype end = isWord(at, "working"_L1) ? at + 2 : at + 1;
    if (!isPlaced) {
        if (!m_tokens[at].text.endsWith(u's') && !isWord(p, "on"_L1))
            return std::nullopt;
        Piece out = range(Every { 1, PeriodUnit::Week, {}, {} }, p, end);
        out.text = u"on "_s + textOf(at, end);
        return out;
    }
    const QString place = textOf(placeFirst, at).toLower() + u' ' + textOf(at, end);
    if (!isWord(end, { "of"_L1, "in"_L1, "every"_L1, "each"_L1 }))
        return std::nullopt;
    end = afterWords(end, { { "of"_L1, "the"_L1 }, { "of"_L1, "each"_L1 }, { "of"_L1, "every"_L1 }, { "in"_L1, "the"_L1 }, { "in"_L1, "each"_L1 },
                            { "in"_L1, "every"_L1 }, { "every"_L1 }, { "each"_L1 }, { "of"_L1 }, { "in"_L1 } });
    const std::optional<Spell> unit = unitAt(end);
    if (!unit || unit->parts > 1)
        return std::nullopt;
    Piece out = range(Every { unit->n, unit->unit, {}, {} }, p, unit->end);
    out.text = u"on the "_s + place;
    if (places > 1 && unit->n == 1) {
        out.rule.kind = RuleKind::Quota;
        out.rule.every.reset();
        out.rule.min = out.rule.max = places;
        out.rule.per = unit->unit;
    }
    return out;
}

/// "One hour monthly", "half day annually": how long, and how often.
std::optional<FrequencyPiece> FrequencyParser::lengthFormAt(qsizetype p) const
{
    if (!isNumber(p) && !isWord(p, { "half"_L1, "full"_L1, "a"_L1, "an"_L1 }))
        return std::nullopt;
    qsizetype at = isWord(p, { "a"_L1, "an"_L1 }) ? p + 1 : p;
    if (isWord(at, { "half"_L1, "full"_L1 }) || isNumber(at))
        ++at;
    if (isDash(at))
        ++at;
    const bool isPartOfDay = isWord(at, "day"_L1) && isWord(p, { "half"_L1, "full"_L1, "a"_L1, "one"_L1 }) && (isWord(at - 1, { "half"_L1, "full"_L1 }) || isDash(at - 1));
    if (!isPartOfDay && !isWord(at, { "hour"_L1, "hours"_L1, "minute"_L1, "minutes"_L1, "mins"_L1, "hrs"_L1 }))
        return std::nullopt;
    std::optional<Piece> rhythm = numberedAdverbAt(at + 1);
    if (!rhythm)
        rhythm = adverbFormAt(at + 1);
    if (!rhythm)
        rhythm = everyFormAt(at + 1);
    const qsizetype unitFirst = afterWords(at + 1, { { "per"_L1 }, { "a"_L1 }, { "each"_L1 }, { "every"_L1 } });
    if (const std::optional<Spell> unit = unitFirst > at + 1 ? unitAt(unitFirst) : std::nullopt; !rhythm && unit)
        rhythm = periodic(*unit, p, unit->end);
    if (!rhythm)
        return std::nullopt;
    rhythm->first = p;
    rhythm->text = textOf(p, at + 1).toLower();
    return rhythm;
}

std::optional<FrequencyParser::Count> FrequencyParser::countAt(qsizetype p) const
{
    Count count;
    if (isWord(p, { "once"_L1, "twice"_L1, "thrice"_L1 })) {
        const int n = isWord(p, "once"_L1) ? 1 : isWord(p, "twice"_L1) ? 2 : 3;
        count.min = count.max = n;
        count.hasTimes = true;
        count.isOnce = n == 1;
        count.end = p + 1;
        if (isWord(p + 1, { "or"_L1, "to"_L1 }) && isWord(p + 2, { "twice"_L1, "thrice"_L1 })) {
            count.max = isWord(p + 2, "twice"_L1) ? 2 : 3;
            count.isOnce = false;
            count.end = p + 3;
        }
        return count;
    }
    const bool isBetween = isWord(p, { "between"_L1, "from"_L1 }) && isNumber(p + 1) && isWord(p + 2, { "and"_L1, "to"_L1 }) && isNumber(p + 3);
    if (isBetween) {
        count.min = m_tokens[p + 1].number;
        count.max = m_tokens[p + 3].number;
        count.end = p + 4;
    } else if (isNumber(p)) {
        count.min = count.max = m_tokens[p].number;
        count.end = p + 1;
        const qsizetype second = isWord(p + 1, "x"_L1) ? p + 2 : p + 1;
        if ((isAt(second, Token::Kind::Slash) || isDash(second) || isWord(second, { "to"_L1, "or"_L1 })) && isNumber(second + 1)) {
            count.max = m_tokens[second + 1].number;
            count.end = second + 2;
        }
    } else {
        return std::nullopt;
    }
    if (count.min > count.max)
        std::swap(count.min, count.max);
    if (isAt(count.end, Token::Kind::Plus)) {
        count.max.reset();
        ++count.end;
    }
    if (isWord(count.end, { "x"_L1, "times"_L1, "time"_L1, "occasions"_L1 })) {
        count.hasTimes = true;
        ++count.end;
    }
    return count.min == 0 && count.max == 0 ? std::nullopt : std::optional(count);
}

/// End of a short run of plain words that names something: "geographical area", "staff member".
qsizetype FrequencyParser::nounEnd(qsizetype p) const
{
    qsizetype at = p;
    while (at < m_tokens.size() && at - p < nounWordsMax && isAt(at, Token::Kind::Word) && !isTimeWord(at)
           && !isWord(at, { "per"_L1, "pre"_L1, "a"_L1, "an"_L1, "each"_L1, "every"_L1, "in"_L1, "and"_L1, "or"_L1, "over"_L1, "on"_L1, "at"_L1, "by"_L1,
                            "for"_L1, "during"_L1, "within"_L1, "x"_L1, "as"_L1, "if"_L1, "when"_L1, "then"_L1, "to"_L1, "with"_L1, "minimum"_L1,
                            "min"_L1, "unless"_L1, "once"_L1, "twice"_L1, "thrice"_L1, "must"_L1, "should"_L1, "depending"_L1, "dependent"_L1, "subject"_L1 }))
        ++at;
    return at;
}

bool FrequencyParser::namesTheActivity(qsizetype first, qsizetype end) const
{
    if (first == end)
        return true;
    const QString head = singularOf(m_tokens[end - 1].text);
    if (m_vocabulary.actNouns.contains(head))
        return true;
    if (!m_whatWords) {
        m_whatWords.emplace();
        // "Case file audit" is an audit; its cases are what it covers.
        static const QSet<QString> ends { u"of"_s, u"with"_s, u"for"_s, u"to"_s, u"in"_s, u"from"_s, u"on"_s, u"by"_s, u"across"_s };
        QString last;
        for (const Token &word : tokensOf(m_what)) {
            if (ends.contains(word.text))
                break;
            if (word.kind == Token::Kind::Word)
                last = singularOf(word.text);
        }
        m_whatWords->insert(last);
    }
    return m_whatWords->contains(head);
}

/// "3 x year", "twice weekly", "min 2 per month", "2 areas per month", "1 or 2 per staff member per year", "4/year".
std::optional<FrequencyPiece> FrequencyParser::countFormAt(qsizetype p) const
{
    std::optional<Count> count = countAt(p);
    if (!count && isWord(p, { "a"_L1, "an"_L1 }) && nounEnd(p + 1) > p + 1) {
        count = Count {};
        count->min = count->max = 1;
        count->end = p + 1;
    }
    if (!count)
        return std::nullopt;
    qsizetype at = count->end;
    const bool isDistinct = isWord(at, { "different"_L1, "separate"_L1, "new"_L1 });
    if (isDistinct)
        ++at;
    const qsizetype nounFirst = at;
    at = nounEnd(at);
    const qsizetype nounLast = at;
    QString subject;
    QString assumption;
    std::optional<Spell> per;
    while (!per) {
        const bool isTypo = isWord(at, "pre"_L1);
        qsizetype after = at;
        if (isAt(at, Token::Kind::Slash))
            after = at + 1;
        else if (isTypo)
            after = at + 1;
        else
            after = afterWords(at, { { "in"_L1, "a"_L1 }, { "in"_L1, "each"_L1 }, { "in"_L1, "every"_L1 }, { "in"_L1, "any"_L1 }, { "in"_L1, "the"_L1 },
                                     { "over"_L1, "a"_L1 }, { "over"_L1, "the"_L1 }, { "within"_L1, "a"_L1 }, { "during"_L1, "each"_L1 }, { "during"_L1, "the"_L1 },
                                     { "across"_L1, "the"_L1 }, { "for"_L1, "each"_L1 }, { "for"_L1, "every"_L1 }, { "per"_L1 }, { "a"_L1 }, { "an"_L1 },
                                     { "each"_L1 }, { "every"_L1 } });
        if (after > at && isWord(after, "rolling"_L1))
            ++after;
        if (after > at && isNumber(after) && m_tokens[after].number > 0) {
            // "In a 12 month period".
            std::optional<Spell> unit = unitAt(isDash(after + 1) ? after + 2 : after + 1);
            if (!unit || unit->parts > 1)
                return std::nullopt;
            unit->n *= m_tokens[after].number;
            if (unit->unit == PeriodUnit::Month && (unit->n == 12 || unit->n == 3)) {
                unit->unit = unit->n == 12 ? PeriodUnit::Year : PeriodUnit::Quarter;
                unit->n = 1;
            }
            if (isWord(unit->end, { "period"_L1, "cycle"_L1 }))
                ++unit->end;
            per = unit;
            break;
        }
        if (after > at) {
            if (const std::optional<Spell> unit = unitAt(after)) {
                per = unit;
                if (isTypo)
                    assumption = u"“pre %1” is read as “per %1”."_s.arg(textOf(after, unit->end));
                break;
            }
            const qsizetype subjectEnd = nounEnd(after);
            if (!subject.isEmpty() || subjectEnd == after || isTypo || isWord(at, { "a"_L1, "an"_L1, "in"_L1, "over"_L1, "within"_L1, "during"_L1 }))
                return std::nullopt;
            subject = singularOf(textOf(after, subjectEnd));
            at = subjectEnd;
            if (isAt(at, Token::Kind::Comma))
                ++at;
            continue;
        }
        if (count->hasTimes && isDash(at) && plainAdverbAt(at + 1))
            ++at;
        // "2x yearly", "2 visits yearly"; a number straight before the adverb is another form.
        if (const std::optional<Spell> adverb = plainAdverbAt(at); adverb && adverb->n == 1 && (count->hasTimes || nounLast > nounFirst || !subject.isEmpty())) {
            per = adverb;
            break;
        }
        if (const std::optional<Spell> unit = unitAt(at); unit && count->hasTimes && !count->isOnce) {
            per = unit;
            break;
        }
        return std::nullopt;
    }
    const bool isPlainOnce = count->isOnce && nounFirst == nounLast && subject.isEmpty() && per->parts == 1;
    if (isPlainOnce)
        return periodic(*per, p, per->end);
    Piece out = piece(Piece::Kind::Recurrence, p, per->end);
    out.assumption = assumption;
    out.rule.kind = RuleKind::Quota;
    out.rule.min = count->min;
    out.rule.max = count->max;
    out.rule.per = per->unit;
    out.rule.year = per->year;
    if (per->parts > 1) {
        for (std::optional<int> *bound : { &out.rule.min, &out.rule.max }) {
            if (*bound)
                **bound *= per->parts;
        }
    } else if (per->n > 1) {
        // "2 per fortnight": a count over several units keeps its rhythm beside it.
        out.rule.every = Every { per->n, per->unit, {}, {} };
    }
    if (!subject.isEmpty()) {
        out.rule.perSubject = subject;
        out.rule.subjectMode = SubjectMode::Each;
    } else if (isDistinct || !namesTheActivity(nounFirst, nounLast)) {
        out.rule.perSubject = singularOf(textOf(nounFirst, nounLast));
        out.rule.subjectMode = SubjectMode::Distinct;
    }
    return out;
}

std::optional<FrequencyPiece> FrequencyParser::recurrenceAt(qsizetype p) const
{
    for (const auto form : { &FrequencyParser::lengthFormAt, &FrequencyParser::everyFormAt, &FrequencyParser::weekdayFormAt, &FrequencyParser::countFormAt,
                             &FrequencyParser::numberedAdverbAt, &FrequencyParser::adverbFormAt }) {
        if (const std::optional<Piece> found = (this->*form)(p))
            return found;
    }
    return std::nullopt;
}

} // namespace sightline
