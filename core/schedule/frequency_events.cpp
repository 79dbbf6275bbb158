#include "core/schedule/frequency_parser.h"

// What happens, and a rule with it: "on every placement", "when a plan steps down", "midway between meetings".
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QString withArticle(const QString &noun) { return (u"aeiou"_s.contains(noun.front().toLower()) ? u"an "_s : u"a "_s) + noun; }

} // namespace

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
    const qsizetype noun = afterWords(p,
                                      { { "at"_L1, "the"_L1, "end"_L1, "of"_L1 },
                                        { "on"_L1, "completion"_L1, "of"_L1 },
                                        { "on"_L1, "receipt"_L1, "of"_L1 },
                                        { "prior"_L1, "to"_L1 },
                                        { "on"_L1 },
                                        { "upon"_L1 },
                                        { "after"_L1 },
                                        { "following"_L1 },
                                        { "before"_L1 },
                                        { "at"_L1 },
                                        { "for"_L1 },
                                        { "with"_L1 },
                                        { "per"_L1 } });
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

} // namespace sightline
