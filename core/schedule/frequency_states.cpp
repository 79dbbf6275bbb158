#include "core/schedule/frequency_parser.h"

#include <algorithm>

// Rules without a rhythm: as required, ongoing, one-off, to be confirmed, on the dates of another plan.
namespace sightline {

using namespace Qt::StringLiterals;

/// "As required", "as and when needed", "ad hoc", "on request"; also "then as required" and "plus additional ones as
/// required", which add to the rule before them.
std::optional<FrequencyPiece> FrequencyParser::asRequiredAt(qsizetype p) const
{
    qsizetype at = p;
    bool isMore = false;
    while (at - p < 5
           && isWord(at,
                     { "and"_L1, "plus"_L1, "then"_L1, "additional"_L1, "further"_L1, "extra"_L1, "more"_L1, "ones"_L1, "others"_L1, "also"_L1, "any"_L1,
                       "otherwise"_L1 })) {
        isMore = isMore || !isWord(at, { "any"_L1 });
        ++at;
    }
    if (isAt(at, Token::Kind::Plus)) {
        isMore = true;
        ++at;
    }
    qsizetype end = afterWords(at,
                               { { "ad"_L1, "hoc"_L1 },
                                 { "adhoc"_L1 },
                                 { "on"_L1, "request"_L1 },
                                 { "on"_L1, "demand"_L1 },
                                 { "by"_L1, "request"_L1 },
                                 { "by"_L1, "exception"_L1 },
                                 { "by"_L1, "arrangement"_L1 },
                                 { "from"_L1, "time"_L1, "to"_L1, "time"_L1 },
                                 { "occasionally"_L1 },
                                 { "occasional"_L1 },
                                 { "reactive"_L1 },
                                 { "reactively"_L1 },
                                 { "at"_L1, "discretion"_L1 } });
    if (end == at && isWord(at, "ad"_L1) && isDash(at + 1) && isWord(at + 2, "hoc"_L1))
        end = at + 3;
    if (end == at) {
        qsizetype need = afterWords(at,
                                    { { "as"_L1, "and"_L1, "when"_L1 },
                                      { "if"_L1, "and"_L1, "when"_L1 },
                                      { "as"_L1, "and"_L1, "where"_L1 },
                                      { "as"_L1, "often"_L1, "as"_L1 },
                                      { "as"_L1 },
                                      { "when"_L1 },
                                      { "where"_L1 },
                                      { "if"_L1 },
                                      { "whenever"_L1 },
                                      { "wherever"_L1 } });
        if (need == at)
            return std::nullopt;
        const bool standsAlone = areWords(at, { "as"_L1, "and"_L1, "when"_L1 });
        need = afterWords(need, { { "it"_L1, "is"_L1 }, { "they"_L1, "are"_L1 }, { "is"_L1 }, { "it"_L1 } });
        if (isWord(need,
                   { "required"_L1, "requested"_L1, "needed"_L1, "necessary"_L1, "available"_L1, "determined"_L1, "appropriate"_L1, "applicable"_L1,
                     "agreed"_L1, "identified"_L1, "directed"_L1, "arising"_L1, "arise"_L1, "arises"_L1, "possible"_L1, "relevant"_L1, "scheduled"_L1 }))
            end = need + 1;
        else if (standsAlone)
            end = need;
        else
            return std::nullopt;
    }
    // "As requested by the board" keeps who asks.
    if (isWord(end, { "by"_L1, "with"_L1, "from"_L1, "of"_L1 }))
        end = clauseEnd(end);
    Piece out = piece(Piece::Kind::AsRequired, p, end);
    out.rule.kind = RuleKind::Adhoc;
    out.isMore = isMore;
    out.text = lowerFirst(textOf(p, end));
    for (const QLatin1StringView lead : { "and "_L1 }) {
        if (out.text.startsWith(lead))
            out.text.remove(0, lead.size());
    }
    return out;
}

/// Ongoing, one-off, to be confirmed.
std::optional<FrequencyPiece> FrequencyParser::stateAt(qsizetype p) const
{
    Piece out = piece(Piece::Kind::State, p, p);
    qsizetype at = p;
    if (isWord(p, "on"_L1) && isDash(p + 1) && isWord(p + 2, "going"_L1))
        at = p + 3;
    else
        at = afterWords(p,
                        { { "ongoing"_L1 },
                          { "continuous"_L1 },
                          { "continuously"_L1 },
                          { "continual"_L1 },
                          { "continually"_L1 },
                          { "constant"_L1 },
                          { "constantly"_L1 },
                          { "rolling"_L1 },
                          { "bau"_L1 },
                          { "business"_L1, "as"_L1, "usual"_L1 },
                          { "always"_L1 },
                          { "throughout"_L1, "the"_L1, "whole"_L1, "year"_L1 },
                          { "throughout"_L1, "the"_L1, "year"_L1 },
                          { "throughout"_L1, "year"_L1 },
                          { "all"_L1, "year"_L1, "round"_L1 },
                          { "all"_L1, "year"_L1, "long"_L1 },
                          { "at"_L1, "all"_L1, "times"_L1 },
                          { "all"_L1, "the"_L1, "time"_L1 } });
    if (at > p) {
        out.rule.kind = RuleKind::Continuous;
        while (isWord(at, { "basis"_L1, "process"_L1, "programme"_L1, "work"_L1, "activity"_L1 }))
            ++at;
        if (isWord(at, "bau"_L1)) {
            out.rule.condition = textOf(at, at + 1);
            ++at;
        }
        out.end = at;
        return out;
    }
    at = afterWords(p, { { "tbc"_L1 }, { "tba"_L1 }, { "tbd"_L1 }, { "unknown"_L1 }, { "n"_L1 }, { "nil"_L1 }, { "none"_L1 }, { "undetermined"_L1 } });
    if (isWord(p, "n"_L1))
        at = isAt(p + 1, Token::Kind::Slash) && isWord(p + 2, "a"_L1) ? p + 3 : p;
    if (at == p && (areWords(p, { "to"_L1, "be"_L1 }) || areWords(p, { "not"_L1, "yet"_L1 }) || isWord(p, { "not"_L1, "yet"_L1 }))) {
        const qsizetype participle = afterWords(p, { { "to"_L1, "be"_L1 }, { "not"_L1, "yet"_L1 }, { "yet"_L1, "to"_L1, "be"_L1 }, { "not"_L1 } });
        if (isWord(participle,
                   { "confirmed"_L1, "agreed"_L1, "determined"_L1, "decided"_L1, "advised"_L1, "arranged"_L1, "set"_L1, "developed"_L1, "reviewed"_L1,
                     "scheduled"_L1, "defined"_L1, "known"_L1, "started"_L1, "finalised"_L1 }))
            at = participle + 1;
    }
    if (at > p) {
        out.rule.kind = RuleKind::Unspecified;
        out.end = at;
        return out;
    }
    const bool isNumberOne = isNumber(p) && m_tokens[p].number == 1;
    if (isNumberOne || isWord(p, { "a"_L1, "oneoff"_L1, "single"_L1, "once"_L1 })) {
        if (isNumberOne) {
            const qsizetype next = isDash(p + 1) ? p + 2 : p + 1;
            if (isWord(next, { "off"_L1, "time"_L1 }))
                at = next + 1;
        } else if (isWord(p, "oneoff"_L1)) {
            at = p + 1;
        } else if (isWord(p, "single"_L1) || areWords(p, { "a"_L1, "single"_L1 })) {
            at = isWord(p, "a"_L1) ? p + 2 : p + 1;
        } else if (isWord(p, "once"_L1)) {
            const bool isWholeClause = clauseEnd(p) == p + 1 && !m_hasRule;
            at = isWord(p + 1, { "only"_L1 }) ? p + 2 : isWholeClause ? p + 1 : p;
        }
        if (at > p && !isTimeWord(at) && !isWord(at, { "per"_L1, "a"_L1, "each"_L1, "every"_L1 })) {
            const qsizetype noun = nounEnd(at);
            out.rule.kind = RuleKind::Once;
            out.end = std::min(noun, at + 2);
            return out;
        }
    }
    return std::nullopt;
}

/// "As per agreed regional timetable": the dates are somebody else's. After a rule it only qualifies it.
std::optional<FrequencyPiece> FrequencyParser::plannedAt(qsizetype p) const
{
    qsizetype at = afterWords(p,
                              { { "as"_L1, "per"_L1 },
                                { "as"_L1, "set"_L1, "out"_L1, "in"_L1 },
                                { "as"_L1, "set"_L1, "by"_L1 },
                                { "as"_L1, "detailed"_L1, "in"_L1 },
                                { "according"_L1, "to"_L1 },
                                { "in"_L1, "line"_L1, "with"_L1 },
                                { "in"_L1, "accordance"_L1, "with"_L1 },
                                { "determined"_L1, "by"_L1 },
                                { "set"_L1, "by"_L1 },
                                { "see"_L1 },
                                { "linked"_L1, "to"_L1 },
                                { "aligned"_L1, "to"_L1 },
                                { "aligned"_L1, "with"_L1 },
                                { "dictated"_L1, "by"_L1 } });
    if (at == p || m_hasRule)
        return std::nullopt;
    const qsizetype end = clauseEnd(at);
    if (end == at)
        return std::nullopt;
    Piece out = piece(Piece::Kind::State, p, end);
    out.rule.kind = RuleKind::Planned;
    out.rule.condition = lowerFirst(textOf(p, end));
    return out;
}

} // namespace sightline
