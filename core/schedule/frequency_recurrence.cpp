#include "core/schedule/frequency_parser.h"

#include <algorithm>

// Rhythms: "weekly", "6/8 weekly", "every other Tuesday", "one hour monthly".
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QString written(int n, PeriodUnit unit) { return n == 1 ? u"every "_s + periodUnitName(unit) : u"every %1 %2s"_s.arg(n).arg(periodUnitName(unit)); }

} // namespace

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
        if ((isWord(at, "and"_L1) || isAt(at, Token::Kind::Comma) || isAt(at, Token::Kind::Ampersand))
            && (isAt(at + 1, Token::Kind::Ordinal) || isWord(at + 1, "last"_L1)))
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
    end = afterWords(end,
                     { { "of"_L1, "the"_L1 },
                       { "of"_L1, "each"_L1 },
                       { "of"_L1, "every"_L1 },
                       { "in"_L1, "the"_L1 },
                       { "in"_L1, "each"_L1 },
                       { "in"_L1, "every"_L1 },
                       { "every"_L1 },
                       { "each"_L1 },
                       { "of"_L1 },
                       { "in"_L1 } });
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
    const bool isPartOfDay =
        isWord(at, "day"_L1) && isWord(p, { "half"_L1, "full"_L1, "a"_L1, "one"_L1 }) && (isWord(at - 1, { "half"_L1, "full"_L1 }) || isDash(at - 1));
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
