#include "core/schedule/frequency_parser.h"

#include <algorithm>

// Events, states and what qualifies a rule; and the loop that tries them.
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Farthest the end of a clause is looked for, so that reading stays linear.
constexpr qsizetype clauseTokensMax = 200;

/// Words that only carry a sentence along.
bool isFiller(const QString &word)
{
    static const QStringList words { u"held"_s, u"meeting"_s, u"meetings"_s, u"are"_s, u"is"_s, u"the"_s, u"a"_s, u"an"_s, u"of"_s, u"conducted"_s,
                                     u"done"_s, u"undertaken"_s, u"carried"_s, u"out"_s, u"take"_s, u"takes"_s, u"place"_s, u"will"_s, u"be"_s, u"to"_s,
                                     u"basis"_s, u"on"_s, u"and"_s, u"then"_s, u"but"_s, u"also"_s, u"equivalent"_s, u"i"_s, u"e"_s, u"ie"_s, u"in"_s,
                                     u"it"_s, u"this"_s, u"that"_s, u"at"_s, u"or"_s, u"for"_s, u"time"_s, u"times"_s, u"so"_s, u"over"_s, u"by"_s,
                                     u"usual"_s, u"regular"_s, u"regularly"_s, u"should"_s, u"happens"_s, u"happen"_s, u"occur"_s, u"occurs"_s,
                                     u"approximate"_s, u"frequency"_s, u"with"_s, u"from"_s, u"undertake"_s, u"produced"_s, u"per"_s };
    return words.contains(word);
}

QString withArticle(const QString &noun)
{
    return (u"aeiou"_s.contains(noun.front().toLower()) ? u"an "_s : u"a "_s) + noun;
}

QString lowerFirst(QString text)
{
    // An abbreviation keeps its capitals.
    if (text.size() > 1 && text[0].isUpper() && !text[1].isUpper())
        text[0] = text[0].toLower();
    return text;
}

} // namespace

FrequencyParser::FrequencyParser(const QString &text, const QString &what, const Vocabulary &vocabulary)
    : m_text(text), m_what(what), m_vocabulary(vocabulary), m_tokens(tokensOf(text))
{
}

QString FrequencyParser::textOf(qsizetype first, qsizetype end) const
{
    if (first >= end)
        return {};
    const qsizetype from = m_tokens[first].start;
    const qsizetype to = m_tokens[end - 1].start + m_tokens[end - 1].length;
    return m_text.sliced(from, to - from);
}

bool FrequencyParser::isWord(qsizetype p, Words words) const
{
    if (p >= m_tokens.size() || p < 0)
        return false;
    const QString &text = m_tokens[p].text;
    return std::any_of(words.begin(), words.end(), [&text](QLatin1StringView word) { return text == word; });
}

bool FrequencyParser::areWords(qsizetype p, Words words) const
{
    for (const QLatin1StringView word : words) {
        if (!isWord(p++, word))
            return false;
    }
    return true;
}

qsizetype FrequencyParser::afterWords(qsizetype p, std::initializer_list<Words> phrases) const
{
    for (const Words &phrase : phrases) {
        if (areWords(p, phrase))
            return p + static_cast<qsizetype>(phrase.size());
    }
    return p;
}

qsizetype FrequencyParser::clauseEnd(qsizetype p) const
{
    int depth = 0;
    const qsizetype end = std::min(m_tokens.size(), p + clauseTokensMax);
    for (qsizetype at = p; at < end; ++at) {
        switch (m_tokens[at].kind) {
        case Token::Kind::Open: ++depth; break;
        case Token::Kind::Close:
            if (depth == 0)
                return at;
            --depth;
            break;
        case Token::Kind::Stop:
        case Token::Kind::NewParagraph: return at;
        default: break;
        }
    }
    return std::max(end, p);
}

QString FrequencyParser::happening(const QString &noun, bool isAfter) const
{
    const QString head = noun.section(u' ', -1).toLower();
    const QString known = m_vocabulary.happenings.value(head);
    const QString verb = !known.isEmpty() ? known : isAfter ? u"has taken place"_s : u"occurs"_s;
    return withArticle(noun) + u' ' + verb;
}

/// "On every placement", "after each conference", "following an inspection", "each referral".
std::optional<FrequencyPiece> FrequencyParser::eventAt(qsizetype p) const
{
    if (isWord(p, "within"_L1) && isNumber(p + 1)) {
        // "Within 5 working days of each complaint".
        const std::optional<Spell> time = unitAt(p + 2);
        const qsizetype of = time ? afterWords(time->end, { { "of"_L1 }, { "after"_L1 }, { "from"_L1 } }) : p;
        std::optional<Piece> event = time && of > time->end ? eventAt(isWord(of, { "every"_L1, "each"_L1 }) ? of : of - 1) : std::nullopt;
        if (event) {
            event->first = p;
            event->rule.condition = textOf(p, time->end).toLower();
        }
        return event;
    }
    const qsizetype noun = afterWords(p, { { "at"_L1, "the"_L1, "end"_L1, "of"_L1 }, { "on"_L1, "completion"_L1, "of"_L1 }, { "on"_L1, "receipt"_L1, "of"_L1 },
                                           { "prior"_L1, "to"_L1 }, { "on"_L1 }, { "upon"_L1 }, { "after"_L1 }, { "following"_L1 }, { "before"_L1 }, { "at"_L1 },
                                           { "for"_L1 }, { "with"_L1 }, { "per"_L1 } });
    qsizetype at = noun;
    const bool isAfter = isWord(p, { "after"_L1, "following"_L1 }) || areWords(p, { "on"_L1, "completion"_L1 }) || areWords(p, { "at"_L1, "the"_L1 });
    const bool isBefore = isWord(p, { "before"_L1, "prior"_L1 });
    const bool isPlain = noun == p;
    const bool isEach = isWord(at, { "every"_L1, "each"_L1, "any"_L1, "all"_L1 });
    if (isEach || ((isAfter || isBefore) && isWord(at, { "a"_L1, "an"_L1, "the"_L1 })))
        ++at;
    if (!isEach && !isAfter && !isBefore && !isWord(p, "per"_L1))
        return std::nullopt;
    if (isPlain && !isWord(p, { "every"_L1, "each"_L1 }))
        return std::nullopt;
    const qsizetype end = nounEnd(at);
    if (end == at || isTimeWord(at))
        return std::nullopt;
    const QString name = singularOf(textOf(at, end));
    Piece out = piece(Piece::Kind::Event, p, end);
    out.rule.kind = RuleKind::Event;
    out.rule.trigger = isBefore ? withArticle(name) + u" is due"_s : happening(name, isAfter);
    out.rule.perSubject = name;
    out.rule.subjectMode = SubjectMode::Each;
    out.isEach = isPlain || isWord(p, { "for"_L1, "per"_L1, "with"_L1 });
    return out;
}

/// "When a CP plan steps down", "if concerns arise": a clause is the trigger where no rule stands before it.
std::optional<FrequencyPiece> FrequencyParser::clauseEventAt(qsizetype p) const
{
    if (m_hasRule || !isWord(p, { "when"_L1, "whenever"_L1, "if"_L1, "where"_L1, "wherever"_L1, "once"_L1 }))
        return std::nullopt;
    const qsizetype end = clauseEnd(p);
    if (end < p + 3)
        return std::nullopt;
    Piece out = piece(Piece::Kind::Event, p, end);
    out.rule.kind = RuleKind::Event;
    out.rule.trigger = lowerFirst(textOf(p + 1, end));
    return out;
}

/// "All new and amended drafts and final.": each of them is the trigger.
std::optional<FrequencyPiece> FrequencyParser::allEventAt(qsizetype p) const
{
    if (p != 0 || !isWord(p, "all"_L1))
        return std::nullopt;
    const qsizetype end = clauseEnd(p);
    const qsizetype noun = nounEnd(p + 1);
    if (noun > p + 1 && noun < end && isTimeWord(noun)) {
        Piece each = piece(Piece::Kind::Event, p, noun);
        each.rule.kind = RuleKind::Event;
        each.rule.perSubject = singularOf(textOf(p + 1, noun));
        each.rule.subjectMode = SubjectMode::Each;
        each.rule.trigger = happening(each.rule.perSubject, false);
        each.isEach = true;
        return each;
    }
    for (qsizetype at = p + 1; at < end; ++at) {
        if (!isAt(at, Token::Kind::Word) || isTimeWord(at) || isWord(at, { "are"_L1, "is"_L1, "will"_L1, "staff"_L1 }))
            return std::nullopt;
    }
    if (end < p + 2)
        return std::nullopt;
    QStringList words;
    for (qsizetype at = p + 1; at < end; ++at)
        words.append(isWord(at, { "and"_L1 }) ? u"or"_s : singularOf(textOf(at, at + 1)));
    Piece out = piece(Piece::Kind::Event, p, end);
    out.rule.kind = RuleKind::Event;
    out.rule.trigger = happening(words.join(u' '), false);
    return out;
}

/// "Midway between meetings".
std::optional<FrequencyPiece> FrequencyParser::midwayAt(qsizetype p) const
{
    if (!isWord(p, { "midway"_L1, "halfway"_L1 }) && !areWords(p, { "mid"_L1, "way"_L1 }) && !areWords(p, { "half"_L1, "way"_L1 }))
        return std::nullopt;
    qsizetype at = isWord(p, { "midway"_L1, "halfway"_L1 }) ? p + 1 : p + 2;
    at = afterWords(at, { { "between"_L1 }, { "through"_L1 }, { "to"_L1 } });
    const qsizetype end = nounEnd(at);
    if (end == at)
        return std::nullopt;
    Piece out = piece(Piece::Kind::Event, p, end);
    out.rule.kind = RuleKind::Event;
    out.rule.trigger = lowerFirst(textOf(p, end));
    return out;
}

/// "As required", "as and when needed", "ad hoc", "on request"; also "then as required" and "plus additional ones as
/// required", which add to the rule before them.
std::optional<FrequencyPiece> FrequencyParser::asRequiredAt(qsizetype p) const
{
    qsizetype at = p;
    bool isMore = false;
    while (at - p < 5 && isWord(at, { "and"_L1, "plus"_L1, "then"_L1, "additional"_L1, "further"_L1, "extra"_L1, "more"_L1, "ones"_L1, "others"_L1, "also"_L1,
                                      "any"_L1, "otherwise"_L1 })) {
        isMore = isMore || !isWord(at, { "any"_L1 });
        ++at;
    }
    if (isAt(at, Token::Kind::Plus)) {
        isMore = true;
        ++at;
    }
    qsizetype end = afterWords(at, { { "ad"_L1, "hoc"_L1 }, { "adhoc"_L1 }, { "on"_L1, "request"_L1 }, { "on"_L1, "demand"_L1 }, { "by"_L1, "request"_L1 },
                                     { "by"_L1, "exception"_L1 }, { "by"_L1, "arrangement"_L1 }, { "from"_L1, "time"_L1, "to"_L1, "time"_L1 },
                                     { "occasionally"_L1 }, { "occasional"_L1 }, { "reactive"_L1 }, { "reactively"_L1 }, { "at"_L1, "discretion"_L1 } });
    if (end == at && isWord(at, "ad"_L1) && isDash(at + 1) && isWord(at + 2, "hoc"_L1))
        end = at + 3;
    if (end == at) {
        qsizetype need = afterWords(at, { { "as"_L1, "and"_L1, "when"_L1 }, { "if"_L1, "and"_L1, "when"_L1 }, { "as"_L1, "and"_L1, "where"_L1 }, { "as"_L1, "often"_L1, "as"_L1 },
                                          { "as"_L1 }, { "when"_L1 }, { "where"_L1 }, { "if"_L1 }, { "whenever"_L1 }, { "wherever"_L1 } });
        if (need == at)
            return std::nullopt;
        const bool standsAlone = areWords(at, { "as"_L1, "and"_L1, "when"_L1 });
        need = afterWords(need, { { "it"_L1, "is"_L1 }, { "they"_L1, "are"_L1 }, { "is"_L1 }, { "it"_L1 } });
        if (isWord(need, { "required"_L1, "requested"_L1, "needed"_L1, "necessary"_L1, "available"_L1, "determined"_L1, "appropriate"_L1, "applicable"_L1,
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
        at = afterWords(p, { { "ongoing"_L1 }, { "continuous"_L1 }, { "continuously"_L1 }, { "continual"_L1 }, { "continually"_L1 }, { "constant"_L1 },
                             { "constantly"_L1 }, { "rolling"_L1 }, { "bau"_L1 }, { "business"_L1, "as"_L1, "usual"_L1 }, { "always"_L1 },
                             { "throughout"_L1, "the"_L1, "whole"_L1, "year"_L1 }, { "throughout"_L1, "the"_L1, "year"_L1 }, { "throughout"_L1, "year"_L1 },
                             { "all"_L1, "year"_L1, "round"_L1 }, { "all"_L1, "year"_L1, "long"_L1 }, { "at"_L1, "all"_L1, "times"_L1 }, { "all"_L1, "the"_L1, "time"_L1 } });
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
        if (isWord(participle, { "confirmed"_L1, "agreed"_L1, "determined"_L1, "decided"_L1, "advised"_L1, "arranged"_L1, "set"_L1, "developed"_L1, "reviewed"_L1,
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
    qsizetype at = afterWords(p, { { "as"_L1, "per"_L1 }, { "as"_L1, "set"_L1, "out"_L1, "in"_L1 }, { "as"_L1, "set"_L1, "by"_L1 }, { "as"_L1, "detailed"_L1, "in"_L1 },
                                   { "according"_L1, "to"_L1 }, { "in"_L1, "line"_L1, "with"_L1 }, { "in"_L1, "accordance"_L1, "with"_L1 }, { "determined"_L1, "by"_L1 },
                                   { "set"_L1, "by"_L1 }, { "see"_L1 }, { "linked"_L1, "to"_L1 }, { "aligned"_L1, "to"_L1 }, { "aligned"_L1, "with"_L1 },
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
    const qsizetype end = afterWords(p, { { "as"_L1, "a"_L1, "minimum"_L1 }, { "at"_L1, "a"_L1, "minimum"_L1 }, { "a"_L1, "minimum"_L1, "of"_L1 }, { "minimum"_L1, "of"_L1 },
                                          { "minimum"_L1 }, { "min"_L1, "of"_L1 }, { "min"_L1 }, { "at"_L1, "least"_L1 }, { "no"_L1, "less"_L1, "than"_L1 },
                                          { "not"_L1, "less"_L1, "than"_L1 }, { "no"_L1, "fewer"_L1, "than"_L1 }, { "not"_L1, "fewer"_L1, "than"_L1 },
                                          { "no"_L1, "less"_L1, "frequently"_L1, "than"_L1 }, { "upwards"_L1, "of"_L1 }, { "or"_L1, "above"_L1 } });
    if (end == p)
        return std::nullopt;
    const qsizetype afterStop = isWord(end - 1, "min"_L1) && isAt(end, Token::Kind::Stop) && isNumber(end + 1) ? end + 1 : end;
    return piece(Piece::Kind::Floor, p, afterStop);
}

/// "By the 7th of each month", "by the 15th".
std::optional<FrequencyPiece> FrequencyParser::dayAt(qsizetype p) const
{
    qsizetype at = afterWords(p, { { "no"_L1, "later"_L1, "than"_L1 }, { "due"_L1, "by"_L1 }, { "due"_L1, "on"_L1 }, { "due"_L1 }, { "by"_L1 }, { "on"_L1 }, { "before"_L1 } });
    if (at == p)
        return std::nullopt;
    if (isWord(at, "the"_L1))
        ++at;
    if (!isAt(at, Token::Kind::Ordinal) || m_tokens[at].number < 1 || m_tokens[at].number > 31 || weekdayAt(at + 1) || isWord(at + 1, "working"_L1)
        || monthAt(at + 1) > 0 || (isWord(at + 1, "of"_L1) && monthAt(at + 2) > 0))
        return std::nullopt;
    Piece out = piece(Piece::Kind::Day, p, at + 1);
    out.number = m_tokens[at].number;
    const qsizetype month = afterWords(at + 1, { { "of"_L1, "each"_L1 }, { "of"_L1, "every"_L1 }, { "of"_L1, "the"_L1 }, { "day"_L1, "of"_L1, "each"_L1 },
                                                 { "day"_L1, "of"_L1, "every"_L1 }, { "day"_L1, "of"_L1, "the"_L1 }, { "each"_L1 }, { "every"_L1 } });
    if (month > at + 1 && isWord(month, { "month"_L1 }))
        out.end = month + 1;
    else if (month > at + 1 && isWord(month, "following"_L1) && isWord(month + 1, "month"_L1))
        out.end = month + 2;
    return out;
}

std::optional<FrequencyPiece> FrequencyParser::seasonAt(qsizetype p) const
{
    qsizetype at = afterWords(p, { { "by"_L1, "the"_L1, "end"_L1, "of"_L1 }, { "by"_L1, "end"_L1, "of"_L1 }, { "during"_L1, "the"_L1 }, { "in"_L1, "the"_L1 }, { "over"_L1, "the"_L1 },
                                   { "in"_L1, "early"_L1 }, { "in"_L1, "late"_L1 }, { "in"_L1 }, { "during"_L1 }, { "over"_L1 }, { "by"_L1 }, { "before"_L1 }, { "on"_L1 }, { "around"_L1 }, { "every"_L1 },
                                   { "each"_L1 } });
    const qsizetype from = isWord(at, "the"_L1) ? at + 1 : at;
    if (const qsizetype day = isWord(from + 1, "of"_L1) ? from + 2 : from + 1; (isAt(from, Token::Kind::Ordinal) || isNumber(from)) && at > p && monthAt(day) > 0) {
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
    while ((isWord(end, { "and"_L1, "or"_L1 }) || isAt(end, Token::Kind::Comma) || isAt(end, Token::Kind::Slash) || isAt(end, Token::Kind::Ampersand)) && seasonEnd(end + 1) > end + 1)
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
    if (!isWord(p, { "launch"_L1, "launches"_L1, "launched"_L1, "launching"_L1, "start"_L1, "starts"_L1, "starting"_L1, "begin"_L1, "begins"_L1, "beginning"_L1,
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
        if (isWord(at, { "and"_L1, "then"_L1, "with"_L1, "or"_L1 }) || isAt(at, Token::Kind::Slash) || isAt(at, Token::Kind::Comma) || isAt(at, Token::Kind::Ampersand))
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
    const qsizetype at = afterWords(p, { { "for"_L1, "each"_L1 }, { "for"_L1, "every"_L1 }, { "for"_L1, "all"_L1 }, { "in"_L1, "each"_L1 }, { "in"_L1, "every"_L1 }, { "with"_L1, "each"_L1 },
                                         { "with"_L1, "every"_L1 }, { "per"_L1 }, { "each"_L1 } });
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
    const bool isCondition = isWord(from, { "risk"_L1, "based"_L1, "depending"_L1, "dependent"_L1, "dependant"_L1, "subject"_L1, "unless"_L1, "if"_L1, "when"_L1, "where"_L1, "whenever"_L1,
                                            "according"_L1, "except"_L1, "excluding"_L1, "outside"_L1, "until"_L1, "determined"_L1, "increased"_L1, "including"_L1,
                                            "sooner"_L1, "earlier"_L1, "linked"_L1, "aligned"_L1, "with"_L1, "via"_L1 })
        || areWords(from, { "as"_L1, "per"_L1 }) || areWords(from, { "in"_L1, "line"_L1 }) || areWords(from, { "in"_L1, "accordance"_L1 })
        || areWords(from, { "due"_L1, "to"_L1 }) || areWords(from, { "in"_L1, "term"_L1 }) || areWords(from, { "during"_L1, "term"_L1 })
        || areWords(from, { "term"_L1, "time"_L1 }) || (isWord(from, { "by"_L1, "on"_L1 }) && isWord(from + 1, "risk"_L1))
        || (isWord(from, "within"_L1) && isNumber(from + 1))
        || areWords(from, { "for"_L1, "the"_L1, "first"_L1 }) || (isWord(from, "for"_L1) && isAt(from + 1, Token::Kind::Ordinal))
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
    const qsizetype ceiling = afterWords(p, { { "up"_L1, "to"_L1 }, { "a"_L1, "maximum"_L1, "of"_L1 }, { "maximum"_L1, "of"_L1 }, { "as"_L1, "a"_L1, "maximum"_L1 }, { "maximum"_L1 },
                                              { "max"_L1 }, { "no"_L1, "more"_L1, "than"_L1 }, { "not"_L1, "more"_L1, "than"_L1 }, { "at"_L1, "most"_L1 }, { "or"_L1, "less"_L1 },
                                              { "or"_L1, "fewer"_L1 } });
    if (ceiling > p)
        return piece(Piece::Kind::Ceiling, p, ceiling);
    if (const qsizetype end = afterWords(p, { { "usually"_L1 }, { "typically"_L1 }, { "normally"_L1 }, { "generally"_L1 }, { "approximately"_L1 }, { "approx"_L1 }, { "about"_L1 },
                                              { "around"_L1 }, { "roughly"_L1 }, { "ideally"_L1 }, { "preferably"_L1 }, { "often"_L1 }, { "mostly"_L1 } });
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
    for (const auto form : { &FrequencyParser::floorAt, &FrequencyParser::dayAt, &FrequencyParser::opensAt, &FrequencyParser::seasonAt, &FrequencyParser::alternationAt,
                             &FrequencyParser::subjectAt, &FrequencyParser::conditionAt }) {
        if (const std::optional<Piece> found = (this->*form)(p))
            return found;
    }
    return std::nullopt;
}

std::optional<FrequencyPiece> FrequencyParser::pieceAt(qsizetype p) const
{
    // A rule may begin anywhere; a season after "every" is a rhythm, after "in" a season; so rhythms come first, but
    // never before what gives their words another meaning.
    for (const auto form : { &FrequencyParser::midwayAt, &FrequencyParser::asRequiredAt, &FrequencyParser::plannedAt, &FrequencyParser::stateAt, &FrequencyParser::recurrenceAt,
                             &FrequencyParser::modifierAt, &FrequencyParser::clauseEventAt, &FrequencyParser::allEventAt, &FrequencyParser::eventAt }) {
        if (const std::optional<Piece> found = (this->*form)(p); found && found->end > p)
            return found;
    }
    return std::nullopt;
}

QList<FrequencyPiece> FrequencyParser::parse()
{
    QList<Piece> pieces;
    int depth = 0;
    bool afterOr = false;
    m_hasRule = false;
    for (qsizetype p = 0; p < m_tokens.size();) {
        const Token &token = m_tokens[p];
        if (const std::optional<Piece> found = pieceAt(p)) {
            pieces.append(*found);
            pieces.last().afterOr = pieces.last().afterOr || afterOr;
            pieces.last().inBrackets = depth > 0;
            const Piece::Kind kind = found->kind;
            m_hasRule = m_hasRule || kind == Piece::Kind::Recurrence || kind == Piece::Kind::Event || kind == Piece::Kind::State || kind == Piece::Kind::AsRequired;
            afterOr = false;
            p = found->end;
            continue;
        }
        depth += token.kind == Token::Kind::Open ? 1 : 0;
        depth -= token.kind == Token::Kind::Close && depth > 0 ? 1 : 0;
        const bool hasWords = token.kind == Token::Kind::Word || token.kind == Token::Kind::Number || token.kind == Token::Kind::Ordinal || token.kind == Token::Kind::Other;
        afterOr = isWord(p, "or"_L1);
        if (hasWords) {
            if (pieces.isEmpty() || pieces.last().kind != Piece::Kind::Note) {
                pieces.append(piece(Piece::Kind::Note, p, p));
                pieces.last().inBrackets = depth > 0;
            }
            pieces.last().end = p + 1;
            pieces.last().wordsMatter = pieces.last().wordsMatter || !isFiller(token.text);
        }
        ++p;
    }
    for (Piece &note : pieces) {
        if (note.kind == Piece::Kind::Note)
            note.text = textOf(note.first, note.end);
    }
    return pieces;
}

QList<FrequencyPiece> FrequencyParser::findRecurrences()
{
    QList<Piece> found;
    m_hasRule = false;
    for (qsizetype p = 0; p < m_tokens.size();) {
        std::optional<Piece> here = recurrenceAt(p);
        if (!here) {
            ++p;
            continue;
        }
        // "Up to 3 times a year": what stands before the count bounds it.
        for (qsizetype back = std::max<qsizetype>(0, p - 4); back < p; ++back) {
            const std::optional<Piece> bound = modifierAt(back);
            if (bound && bound->end == p && (bound->kind == Piece::Kind::Ceiling || bound->kind == Piece::Kind::Floor)) {
                here->first = back;
                if (bound->kind == Piece::Kind::Ceiling)
                    here->rule.min.reset();
                else
                    here->rule.max.reset();
            }
        }
        found.append(*here);
        p = here->end;
    }
    return found;
}

std::optional<FrequencyPiece> FrequencyParser::findDay()
{
    for (qsizetype p = 0; p < m_tokens.size(); ++p) {
        // Only with its month: "by the 3rd meeting" is no date.
        if (std::optional<Piece> day = dayAt(p); day && isWord(day->end - 1, "month"_L1))
            return day;
    }
    return std::nullopt;
}

} // namespace sightline
