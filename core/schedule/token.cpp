#include "core/schedule/token.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr int numberMax = 10'000;

const QHash<QString, int> &numberWords()
{
    static const QHash<QString, int> words {
        { u"one"_s, 1 },   { u"two"_s, 2 },  { u"three"_s, 3 }, { u"four"_s, 4 },    { u"five"_s, 5 },    { u"six"_s, 6 },      { u"seven"_s, 7 },
        { u"eight"_s, 8 }, { u"nine"_s, 9 }, { u"ten"_s, 10 },  { u"eleven"_s, 11 }, { u"twelve"_s, 12 }, { u"fifteen"_s, 15 }, { u"twenty"_s, 20 },
    };
    return words;
}

const QHash<QString, int> &ordinalWords()
{
    static const QHash<QString, int> words {
        { u"first"_s, 1 }, { u"second"_s, 2 }, { u"third"_s, 3 }, { u"fourth"_s, 4 }, { u"fifth"_s, 5 }, { u"sixth"_s, 6 }, { u"tenth"_s, 10 },
    };
    return words;
}

/// Words whose misspelling would lose a rule. Only long ones: short words are too close to one another.
constexpr std::array<QLatin1StringView, 16> spellings { "weekly"_L1,    "monthly"_L1,   "quarterly"_L1,  "annually"_L1, "yearly"_L1,  "fortnightly"_L1,
                                                        "termly"_L1,    "minimum"_L1,   "maximum"_L1,    "required"_L1, "quarter"_L1, "ongoing"_L1,
                                                        "fortnight"_L1, "bimonthly"_L1, "continuous"_L1, "alternate"_L1 };
/// Real words that are one letter from the above.
constexpr std::array<QLatin1StringView, 8> otherWords { "early"_L1,  "nearly"_L1, "dearly"_L1,   "meekly"_L1,
                                                        "weakly"_L1, "firmly"_L1, "quarters"_L1, "alternated"_L1 };

/// One letter wrong, missing, too many, or two neighbours swapped.
bool isOneSlipAway(QStringView a, QLatin1StringView b)
{
    if (std::abs(a.size() - b.size()) > 1)
        return false;
    qsizetype same = 0;
    while (same < std::min(a.size(), b.size()) && a[same] == b[same])
        ++same;
    const auto endsAlike = [&](qsizetype fromA, qsizetype fromB) { return fromA <= a.size() && fromB <= b.size() && a.sliced(fromA) == b.sliced(fromB); };
    if (a == b || endsAlike(same + 1, same + 1) || endsAlike(same + 1, same) || endsAlike(same, same + 1))
        return true;
    return same + 1 < a.size() && same + 1 < b.size() && a[same] == b[same + 1] && a[same + 1] == b[same] && endsAlike(same + 2, same + 2);
}

void putSpellingRight(Token &token)
{
    if (token.text.size() < 5 || std::find(otherWords.begin(), otherWords.end(), token.text) != otherWords.end()
        || std::find(spellings.begin(), spellings.end(), token.text) != spellings.end())
        return;
    for (const QLatin1StringView word : spellings) {
        if (isOneSlipAway(token.text, word)) {
            token.respelt = token.text;
            token.text = word;
            return;
        }
    }
}

bool isWordCharacter(QChar c) { return c.isLetter() || c.isMark() || c == u'\'' || c == u'\u2019'; }

Token::Kind punctuation(QChar c)
{
    switch (c.unicode()) {
    case u'/':
    case u'\\': return Token::Kind::Slash;
    case u'-':
    case u'\u2010':
    case u'\u2011':
    case u'\u2012':
    case u'\u2013':
    case u'\u2014': return Token::Kind::Dash;
    case u',': return Token::Kind::Comma;
    case u'.':
    case u';':
    case u':':
    case u'!': return Token::Kind::Stop;
    case u'(':
    case u'[': return Token::Kind::Open;
    case u')':
    case u']': return Token::Kind::Close;
    case u'+': return Token::Kind::Plus;
    case u'&': return Token::Kind::Ampersand;
    case u'\n': return Token::Kind::NewParagraph;
    default: return Token::Kind::Other;
    }
}

Token wordToken(QStringView text, qsizetype from)
{
    qsizetype to = from;
    while (to < text.size() && (isWordCharacter(text[to]) || (to > from && text[to].isDigit())))
        ++to;
    Token token { Token::Kind::Word, text.sliced(from, to - from).toString(), 0, from, to - from };
    token.isCapitalised = token.text.front().isUpper();
    token.text = token.text.toLower().replace(u'\u2019', u'\'');
    if (numberWords().contains(token.text)) {
        token.kind = Token::Kind::Number;
        token.number = numberWords().value(token.text);
    } else if (ordinalWords().contains(token.text)) {
        token.kind = Token::Kind::Ordinal;
        token.number = ordinalWords().value(token.text);
    } else {
        putSpellingRight(token);
    }
    return token;
}

Token numberToken(QStringView text, qsizetype from)
{
    qsizetype to = from;
    int number = 0;
    while (to < text.size() && text[to].isDigit()) {
        number = std::min(number * 10 + text[to].digitValue(), numberMax);
        ++to;
    }
    const QString ending = text.sliced(to, std::min<qsizetype>(2, text.size() - to)).toString().toLower();
    const bool endsThere = to + 2 >= text.size() || !text[to + 2].isLetter();
    const bool isOrdinal = endsThere && (ending == "st"_L1 || ending == "nd"_L1 || ending == "rd"_L1 || ending == "th"_L1);
    if (isOrdinal)
        to += 2;
    return { isOrdinal ? Token::Kind::Ordinal : Token::Kind::Number, text.sliced(from, to - from).toString().toLower(), number, from, to - from };
}

} // namespace

QList<Token> tokensOf(QStringView text)
{
    QList<Token> tokens;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        if (c.isSpace() && c != u'\n') {
            ++i;
            continue;
        }
        if (isWordCharacter(c))
            tokens.append(wordToken(text, i));
        else if (c.isDigit())
            tokens.append(numberToken(text, i));
        else if (c == u'\u00d7')
            tokens.append({ Token::Kind::Word, u"x"_s, 0, i, 1 });
        else
            tokens.append({ punctuation(c), QString(c), 0, i, 1 });
        i = tokens.last().start + tokens.last().length;
    }
    return tokens;
}

QString singularOf(const QString &phrase)
{
    static const QHash<QString, QString> irregular {
        { u"children"_s, u"child"_s },  { u"people"_s, u"person"_s },     { u"staff"_s, u"staff member"_s }, { u"families"_s, u"family"_s },
        { u"policies"_s, u"policy"_s }, { u"inquiries"_s, u"inquiry"_s }, { u"enquiries"_s, u"enquiry"_s },  { u"studies"_s, u"study"_s },
    };
    const qsizetype space = phrase.lastIndexOf(u' ');
    QString last = phrase.sliced(space + 1);
    if (irregular.contains(last.toLower()))
        last = irregular.value(last.toLower());
    else if (last.size() > 3 && last.endsWith(u's') && !last.endsWith("ss"_L1) && !last.endsWith("us"_L1) && !last.endsWith("is"_L1))
        last.chop(1);
    return phrase.first(space + 1) + last;
}

QString lowerFirst(QString text)
{
    // An abbreviation keeps its capitals.
    if (text.size() > 1 && text[0].isUpper() && !text[1].isUpper())
        text[0] = text[0].toLower();
    return text;
}

} // namespace sightline
