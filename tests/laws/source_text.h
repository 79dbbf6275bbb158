#pragma once

#include <QList>
#include <QString>

namespace sightline::laws {

/// A string literal or a comment: where it starts and what it says, without its quotes or slashes.
struct TextPiece {
    int line;       ///< counted from 1
    QString text;   ///< escapes are left as written
};

/// A C++ or QML source, taken apart so that a rule about code is not misled by a comment, nor one about words by code.
struct SourceText {
    QString code;                  ///< the source with comments and the insides of strings blanked; lines stay in place
    QList<TextPiece> strings;      ///< string literals; neighbours with nothing but space between are one, as in C++
    QList<TextPiece> comments;     ///< "//" comments line by line, and "/* */" comments whole
};

[[nodiscard]] SourceText takeApart(const QString &source);

/// The line, counted from 1, that holds character @p position of @p text.
[[nodiscard]] int lineAt(const QString &text, qsizetype position);

} // namespace sightline::laws
