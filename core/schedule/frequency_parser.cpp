#include "core/schedule/frequency_parser.h"

#include <algorithm>

// The tokens, and the loop that tries the forms at each of them. The forms stand in the files frequency_*.cpp beside it.
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Farthest the end of a clause is looked for, so that reading stays linear.
constexpr qsizetype clauseTokensMax = 200;

/// Words that only carry a sentence along.
bool isFiller(const QString &word)
{
    static const QStringList words { u"held"_s,  u"meeting"_s,   u"meetings"_s,    u"are"_s,        u"is"_s,        u"the"_s,    u"a"_s,         u"an"_s,
                                     u"of"_s,    u"conducted"_s, u"done"_s,        u"undertaken"_s, u"carried"_s,   u"out"_s,    u"take"_s,      u"takes"_s,
                                     u"place"_s, u"will"_s,      u"be"_s,          u"to"_s,         u"basis"_s,     u"on"_s,     u"and"_s,       u"then"_s,
                                     u"but"_s,   u"also"_s,      u"equivalent"_s,  u"i"_s,          u"e"_s,         u"ie"_s,     u"in"_s,        u"it"_s,
                                     u"this"_s,  u"that"_s,      u"at"_s,          u"or"_s,         u"for"_s,       u"time"_s,   u"times"_s,     u"so"_s,
                                     u"over"_s,  u"by"_s,        u"usual"_s,       u"regular"_s,    u"regularly"_s, u"should"_s, u"happens"_s,   u"happen"_s,
                                     u"occur"_s, u"occurs"_s,    u"approximate"_s, u"frequency"_s,  u"with"_s,      u"from"_s,   u"undertake"_s, u"produced"_s,
                                     u"per"_s };
    return words.contains(word);
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

std::optional<FrequencyPiece> FrequencyParser::pieceAt(qsizetype p) const
{
    // A rule may begin anywhere; a season after "every" is a rhythm, after "in" a season; so rhythms come first, but
    // never before what gives their words another meaning.
    for (const auto form :
         { &FrequencyParser::midwayAt, &FrequencyParser::asRequiredAt, &FrequencyParser::plannedAt, &FrequencyParser::stateAt, &FrequencyParser::recurrenceAt,
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
            m_hasRule =
                m_hasRule || kind == Piece::Kind::Recurrence || kind == Piece::Kind::Event || kind == Piece::Kind::State || kind == Piece::Kind::AsRequired;
            afterOr = false;
            p = found->end;
            continue;
        }
        depth += token.kind == Token::Kind::Open ? 1 : 0;
        depth -= token.kind == Token::Kind::Close && depth > 0 ? 1 : 0;
        const bool hasWords =
            token.kind == Token::Kind::Word || token.kind == Token::Kind::Number || token.kind == Token::Kind::Ordinal || token.kind == Token::Kind::Other;
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
