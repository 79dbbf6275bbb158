#include "core/schedule/frequency_parser.h"

#include <QSet>

#include <algorithm>

// Counts: "3 x year", "between 2 and 4 per month", "1 or 2 per staff member per year".
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Longest name of a thing counted: "social worker in their first year".
constexpr int nounWordsMax = 6;

} // namespace

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
           && !isWord(at, { "per"_L1,   "pre"_L1,    "a"_L1,    "an"_L1,     "each"_L1,      "every"_L1,     "in"_L1,     "and"_L1,    "or"_L1,
                            "over"_L1,  "on"_L1,     "at"_L1,   "by"_L1,     "for"_L1,       "during"_L1,    "within"_L1, "x"_L1,      "as"_L1,
                            "if"_L1,    "when"_L1,   "then"_L1, "to"_L1,     "with"_L1,      "minimum"_L1,   "min"_L1,    "unless"_L1, "once"_L1,
                            "twice"_L1, "thrice"_L1, "must"_L1, "should"_L1, "depending"_L1, "dependent"_L1, "subject"_L1 }))
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
            after = afterWords(at,
                               { { "in"_L1, "a"_L1 },
                                 { "in"_L1, "each"_L1 },
                                 { "in"_L1, "every"_L1 },
                                 { "in"_L1, "any"_L1 },
                                 { "in"_L1, "the"_L1 },
                                 { "over"_L1, "a"_L1 },
                                 { "over"_L1, "the"_L1 },
                                 { "within"_L1, "a"_L1 },
                                 { "during"_L1, "each"_L1 },
                                 { "during"_L1, "the"_L1 },
                                 { "across"_L1, "the"_L1 },
                                 { "for"_L1, "each"_L1 },
                                 { "for"_L1, "every"_L1 },
                                 { "per"_L1 },
                                 { "a"_L1 },
                                 { "an"_L1 },
                                 { "each"_L1 },
                                 { "every"_L1 } });
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
        if (const std::optional<Spell> adverb = plainAdverbAt(at);
            adverb && adverb->n == 1 && (count->hasTimes || nounLast > nounFirst || !subject.isEmpty())) {
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

} // namespace sightline
