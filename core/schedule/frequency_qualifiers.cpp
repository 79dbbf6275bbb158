#include "core/schedule/frequency_parser.h"

// What qualifies a rule: bounds, days, seasons, turns, subjects, conditions.
namespace sightline {

using namespace Qt::StringLiterals;

std::optional<FrequencyPiece> FrequencyParser::floorAt(qsizetype p) const
{
    if (areWords(p, { "or"_L1, "more"_L1 }) || areWords(p, { "and"_L1, "more"_L1 }) || (m_hasRule && isWord(p, "more"_L1))) {
        const qsizetype more = isWord(p, "more"_L1) ? p : p + 1;
        const qsizetype end = clauseEnd(p);
        Piece out = piece(Piece::Kind::Floor, p, end);
        if (end > more + 2 || isWord(more + 1, { "often"_L1, "frequent"_L1, "frequently"_L1 }))
            out.text = lowerFirst(textOf(more, end));
        return out;
    }
    const qsizetype end = afterWords(p,
                                     { { "as"_L1, "a"_L1, "minimum"_L1 },
                                       { "at"_L1, "a"_L1, "minimum"_L1 },
                                       { "a"_L1, "minimum"_L1, "of"_L1 },
                                       { "minimum"_L1, "of"_L1 },
                                       { "minimum"_L1 },
                                       { "min"_L1, "of"_L1 },
                                       { "min"_L1 },
                                       { "at"_L1, "least"_L1 },
                                       { "no"_L1, "less"_L1, "than"_L1 },
                                       { "not"_L1, "less"_L1, "than"_L1 },
                                       { "no"_L1, "fewer"_L1, "than"_L1 },
                                       { "not"_L1, "fewer"_L1, "than"_L1 },
                                       { "no"_L1, "less"_L1, "frequently"_L1, "than"_L1 },
                                       { "upwards"_L1, "of"_L1 },
                                       { "or"_L1, "above"_L1 } });
    if (end == p)
        return std::nullopt;
    const qsizetype afterStop = isWord(end - 1, "min"_L1) && isAt(end, Token::Kind::Stop) && isNumber(end + 1) ? end + 1 : end;
    return piece(Piece::Kind::Floor, p, afterStop);
}

/// "By the 7th of each month", "by the 15th".
std::optional<FrequencyPiece> FrequencyParser::dayAt(qsizetype p) const
{
    qsizetype at = afterWords(
        p, { { "no"_L1, "later"_L1, "than"_L1 }, { "due"_L1, "by"_L1 }, { "due"_L1, "on"_L1 }, { "due"_L1 }, { "by"_L1 }, { "on"_L1 }, { "before"_L1 } });
    if (at == p)
        return std::nullopt;
    if (isWord(at, "the"_L1))
        ++at;
    if (!isAt(at, Token::Kind::Ordinal) || m_tokens[at].number < 1 || m_tokens[at].number > 31 || weekdayAt(at + 1) || isWord(at + 1, "working"_L1)
        || monthAt(at + 1) > 0 || (isWord(at + 1, "of"_L1) && monthAt(at + 2) > 0))
        return std::nullopt;
    Piece out = piece(Piece::Kind::Day, p, at + 1);
    out.number = m_tokens[at].number;
    const qsizetype month = afterWords(at + 1,
                                       { { "of"_L1, "each"_L1 },
                                         { "of"_L1, "every"_L1 },
                                         { "of"_L1, "the"_L1 },
                                         { "day"_L1, "of"_L1, "each"_L1 },
                                         { "day"_L1, "of"_L1, "every"_L1 },
                                         { "day"_L1, "of"_L1, "the"_L1 },
                                         { "each"_L1 },
                                         { "every"_L1 } });
    if (month > at + 1 && isWord(month, { "month"_L1 }))
        out.end = month + 1;
    else if (month > at + 1 && isWord(month, "following"_L1) && isWord(month + 1, "month"_L1))
        out.end = month + 2;
    return out;
}

std::optional<FrequencyPiece> FrequencyParser::seasonAt(qsizetype p) const
{
    qsizetype at = afterWords(p,
                              { { "by"_L1, "the"_L1, "end"_L1, "of"_L1 },
                                { "by"_L1, "end"_L1, "of"_L1 },
                                { "during"_L1, "the"_L1 },
                                { "in"_L1, "the"_L1 },
                                { "over"_L1, "the"_L1 },
                                { "in"_L1, "early"_L1 },
                                { "in"_L1, "late"_L1 },
                                { "in"_L1 },
                                { "during"_L1 },
                                { "over"_L1 },
                                { "by"_L1 },
                                { "before"_L1 },
                                { "on"_L1 },
                                { "around"_L1 },
                                { "every"_L1 },
                                { "each"_L1 } });
    const qsizetype from = isWord(at, "the"_L1) ? at + 1 : at;
    if (const qsizetype day = isWord(from + 1, "of"_L1) ? from + 2 : from + 1;
        (isAt(from, Token::Kind::Ordinal) || isNumber(from)) && at > p && monthAt(day) > 0) {
        // "By 31st March each year".
        Piece out = piece(Piece::Kind::Season, p, day + 1);
        out.text = textOf(day, day + 1);
        out.items = { lowerFirst(textOf(p, day + 1)) };
        if (isWord(out.end, { "each"_L1, "every"_L1, "of"_L1 }) && (isWord(out.end + 1, "year"_L1) || areWords(out.end + 1, { "each"_L1, "year"_L1 })))
            out.end += isWord(out.end + 1, "year"_L1) ? 2 : 3;
        return out;
    }
    // "May" alone is more often a verb than a month.
    if (at == p && isWord(p, { "may"_L1, "mar"_L1 }))
        return std::nullopt;
    qsizetype end = seasonEnd(at);
    if (end == at)
        return std::nullopt;
    while ((isWord(end, { "and"_L1, "or"_L1 }) || isAt(end, Token::Kind::Comma) || isAt(end, Token::Kind::Slash) || isAt(end, Token::Kind::Ampersand))
           && seasonEnd(end + 1) > end + 1)
        end = seasonEnd(end + 1);
    if (isWord(end, { "each"_L1, "every"_L1 }) && isWord(end + 1, "year"_L1))
        end += 2;
    Piece out = piece(Piece::Kind::Season, p, end);
    out.text = textOf(at, isWord(end - 1, "year"_L1) ? end - 2 : end);
    if (out.text.compare(u"summer"_s, Qt::CaseInsensitive) == 0) {
        out.doubt = u"Does “%1” mean June to August, or the summer term?"_s.arg(out.text);
        out.assumed = u"June to August"_s;
    }
    return out;
}

std::optional<FrequencyPiece> FrequencyParser::opensAt(qsizetype p) const
{
    if (!isWord(p,
                { "launch"_L1, "launches"_L1, "launched"_L1, "launching"_L1, "start"_L1, "starts"_L1, "starting"_L1, "begin"_L1, "begins"_L1, "beginning"_L1,
                  "opens"_L1, "opening"_L1, "commences"_L1, "commencing"_L1, "from"_L1 }))
        return std::nullopt;
    qsizetype at = afterWords(p + 1, { { "in"_L1, "the"_L1 }, { "in"_L1 }, { "from"_L1 }, { "each"_L1 }, { "every"_L1 }, { "on"_L1 } });
    if (monthAt(at) == 0)
        return std::nullopt;
    Piece out = piece(Piece::Kind::Opens, p, at + 1);
    out.number = monthAt(at);
    if (isWord(out.end, { "onwards"_L1, "onward"_L1 }))
        ++out.end;
    return out;
}

/// "Alternate QA and Performance meetings", "alternating between A and B", "A and B alternately" within brackets.
std::optional<FrequencyPiece> FrequencyParser::alternationAt(qsizetype p) const
{
    const bool isFirst = isWord(p, { "alternate"_L1, "alternates"_L1, "alternating"_L1, "alternately"_L1, "rotating"_L1, "rotates"_L1 });
    qsizetype from = isFirst ? afterWords(p + 1, { { "between"_L1, "the"_L1 }, { "between"_L1 }, { "with"_L1 } }) : p;
    if (isFirst && isAt(from, Token::Kind::Stop))
        ++from;
    qsizetype end = clauseEnd(from);
    const qsizetype clause = end;
    if (!isFirst) {
        // "A and B alternately" is told by its last words, and only where a clause begins.
        const bool beginsClause = m_hasRule && p > 0 && !isAt(p - 1, Token::Kind::Word) && isAt(p, Token::Kind::Word);
        const bool isLast = end > p + 2 && (isWord(end - 1, { "alternately"_L1, "alternating"_L1 }) || areWords(end - 2, { "in"_L1, "turn"_L1 }));
        if (!beginsClause || !isLast)
            return std::nullopt;
        end -= isWord(end - 1, "turn"_L1) ? 2 : 1;
    }
    QList<QStringList> items { {} };
    for (qsizetype at = from; at < end; ++at) {
        if (isWord(at, { "and"_L1, "then"_L1, "with"_L1, "or"_L1 }) || isAt(at, Token::Kind::Slash) || isAt(at, Token::Kind::Comma)
            || isAt(at, Token::Kind::Ampersand))
            items.append(QStringList());
        else
            items.last().append(textOf(at, at + 1));
    }
    items.removeIf([](const QStringList &item) { return item.isEmpty(); });
    if (items.size() < 2)
        return std::nullopt;
    // "QA and Performance meetings": the last word belongs to both.
    QStringList &last = items.last();
    const bool isShared = last.size() > 1 && items.first().size() < last.size() && m_vocabulary.actNouns.contains(singularOf(last.last().toLower()));
    if (isShared)
        last.removeLast();
    Piece out = piece(Piece::Kind::Alternation, p, clause);
    for (const QStringList &item : items)
        out.items.append(item.join(u' '));
    return out;
}

/// "Per worker", "for each team" after a rule.
std::optional<FrequencyPiece> FrequencyParser::subjectAt(qsizetype p) const
{
    if (!m_hasRule)
        return std::nullopt;
    const qsizetype at = afterWords(p,
                                    { { "for"_L1, "each"_L1 },
                                      { "for"_L1, "every"_L1 },
                                      { "for"_L1, "all"_L1 },
                                      { "in"_L1, "each"_L1 },
                                      { "in"_L1, "every"_L1 },
                                      { "with"_L1, "each"_L1 },
                                      { "with"_L1, "every"_L1 },
                                      { "per"_L1 },
                                      { "each"_L1 } });
    const qsizetype end = nounEnd(at);
    if (at == p || end == at)
        return std::nullopt;
    Piece out = piece(Piece::Kind::Subject, p, end);
    out.text = singularOf(textOf(at, end));
    return out;
}

std::optional<FrequencyPiece> FrequencyParser::conditionAt(qsizetype p) const
{
    const qsizetype termTime = afterWords(p, { { "during"_L1, "term"_L1, "time"_L1 }, { "in"_L1, "term"_L1, "time"_L1 }, { "term"_L1, "time"_L1 } });
    if (!m_hasRule && termTime > p) {
        Piece out = piece(Piece::Kind::Condition, p, isWord(termTime, "only"_L1) ? termTime + 1 : termTime);
        out.text = lowerFirst(textOf(p, out.end));
        return out;
    }
    if (!m_hasRule)
        return std::nullopt;
    const qsizetype from = isWord(p, { "or"_L1, "and"_L1, "but"_L1 }) ? p + 1 : p;
    const bool isCondition = isWord(from, { "risk"_L1,    "based"_L1,   "depending"_L1,  "dependent"_L1, "dependant"_L1, "subject"_L1, "unless"_L1,
                                            "if"_L1,      "when"_L1,    "where"_L1,      "whenever"_L1,  "according"_L1, "except"_L1,  "excluding"_L1,
                                            "outside"_L1, "until"_L1,   "determined"_L1, "increased"_L1, "including"_L1, "sooner"_L1,  "earlier"_L1,
                                            "linked"_L1,  "aligned"_L1, "with"_L1,       "via"_L1 })
        || areWords(from, { "as"_L1, "per"_L1 }) || areWords(from, { "in"_L1, "line"_L1 }) || areWords(from, { "in"_L1, "accordance"_L1 })
        || areWords(from, { "due"_L1, "to"_L1 }) || areWords(from, { "in"_L1, "term"_L1 }) || areWords(from, { "during"_L1, "term"_L1 })
        || areWords(from, { "term"_L1, "time"_L1 }) || (isWord(from, { "by"_L1, "on"_L1 }) && isWord(from + 1, "risk"_L1))
        || (isWord(from, "within"_L1) && isNumber(from + 1)) || areWords(from, { "for"_L1, "the"_L1, "first"_L1 })
        || (isWord(from, "for"_L1) && isAt(from + 1, Token::Kind::Ordinal))
        || (isWord(from, "by"_L1) && isWord(from + 1, "the"_L1) && isAt(from + 2, Token::Kind::Ordinal));
    if (!isCondition)
        return std::nullopt;
    const qsizetype end = clauseEnd(p);
    Piece out = piece(Piece::Kind::Condition, p, end);
    out.text = lowerFirst(textOf(from, end));
    out.afterOr = from > p && isWord(p, "or"_L1);
    return out;
}

std::optional<FrequencyPiece> FrequencyParser::modifierAt(qsizetype p) const
{
    const qsizetype ceiling = afterWords(p,
                                         { { "up"_L1, "to"_L1 },
                                           { "a"_L1, "maximum"_L1, "of"_L1 },
                                           { "maximum"_L1, "of"_L1 },
                                           { "as"_L1, "a"_L1, "maximum"_L1 },
                                           { "maximum"_L1 },
                                           { "max"_L1 },
                                           { "no"_L1, "more"_L1, "than"_L1 },
                                           { "not"_L1, "more"_L1, "than"_L1 },
                                           { "at"_L1, "most"_L1 },
                                           { "or"_L1, "less"_L1 },
                                           { "or"_L1, "fewer"_L1 } });
    if (ceiling > p)
        return piece(Piece::Kind::Ceiling, p, ceiling);
    if (const qsizetype end = afterWords(p,
                                         { { "usually"_L1 },
                                           { "typically"_L1 },
                                           { "normally"_L1 },
                                           { "generally"_L1 },
                                           { "approximately"_L1 },
                                           { "approx"_L1 },
                                           { "about"_L1 },
                                           { "around"_L1 },
                                           { "roughly"_L1 },
                                           { "ideally"_L1 },
                                           { "preferably"_L1 },
                                           { "often"_L1 },
                                           { "mostly"_L1 } });
        end > p && seasonEnd(end) == end) {
        Piece out = piece(Piece::Kind::Usually, p, end);
        out.text = textOf(p, end).toLower();
        return out;
    }
    if (isWord(p, { "completed"_L1, "complete"_L1, "done"_L1, "achieved"_L1, "finished"_L1, "ended"_L1, "ceased"_L1, "closed"_L1 }) && p == 0
        && (clauseEnd(p) == p + 1 || isWord(p + 1, { "in"_L1, "on"_L1, "by"_L1 }) || seasonEnd(p + 1) > p + 1 || isNumber(p + 1))) {
        Piece out = piece(Piece::Kind::Progress, p, clauseEnd(p));
        out.text = textOf(p, out.end);
        return out;
    }
    for (const auto form : { &FrequencyParser::floorAt, &FrequencyParser::dayAt, &FrequencyParser::opensAt, &FrequencyParser::seasonAt,
                             &FrequencyParser::alternationAt, &FrequencyParser::subjectAt, &FrequencyParser::conditionAt }) {
        if (const std::optional<Piece> found = (this->*form)(p))
            return found;
    }
    return std::nullopt;
}

} // namespace sightline
