#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace sightline {

/// A piece of a cell's text: what the frequency and lead grammars read.
struct Token {
    enum class Kind { Word, Number, Ordinal, Slash, Dash, Comma, Stop, Open, Close, Plus, Ampersand, NewParagraph, Other };
    Kind kind = Kind::Other;
    QString text;          ///< lower case, apostrophes straight, known misspellings put right
    int number = 0;        ///< of a Number ("6", "six") or an Ordinal ("7th", "second")
    qsizetype start = 0;   ///< in the text
    qsizetype length = 0;
    bool isCapitalised = false;
    QString respelt;       ///< what was written, where a misspelling was put right
    friend bool operator==(const Token &, const Token &) = default;
};

/// Cuts @p text into tokens: words, numbers ("3", "three", "3rd"), and the punctuation that carries meaning. "3x" is a
/// number and a word; "bi-monthly" is a word, a dash and a word. Never fails; linear in the text.
[[nodiscard]] QList<Token> tokensOf(QStringView text);

/// "Placements" → "placement", "children" → "child". Only the last word changes.
[[nodiscard]] QString singularOf(const QString &phrase);

/// "As per plan" → "as per plan"; an abbreviation keeps its capitals.
[[nodiscard]] QString lowerFirst(QString text);

} // namespace sightline
