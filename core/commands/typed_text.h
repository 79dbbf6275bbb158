#pragma once

#include "core/base/canonical_json.h"
#include "core/base/limits.h"
#include "core/base/result.h"

namespace sightline {

/// How long one text that is typed outside a form may be.
struct TypedBound {
    qint64 charactersMax = 0;   ///< in UTF-16 units; 0: bounded by its bytes alone
    qint64 bytesMax = 0;        ///< in UTF-8; 0: bounded by its characters alone
};

/// A reason that is given: a few sentences beside a record.
inline constexpr TypedBound reasonBound { limits::reasonLengthMax, 0 };
/// An addition, or words beside a step: as one answer of a form.
inline constexpr TypedBound answerBound { 0, limits::answerBytesMax };
/// Either of them while it is being typed: longer, so that nothing that is to be shortened is lost meanwhile, a page that was pasted neither.
inline constexpr TypedBound begunReasonBound { 0, 1024LL * 1024 };
inline constexpr TypedBound begunTextBound { 0, limits::draftBytesMax };

/// What keeps a typed text from being taken.
struct TypedProblem {
    enum class Kind { None, Empty, Character, TooLong };
    Kind kind = Kind::None;
    qsizetype at = -1;          ///< of a character that cannot be stored: where it stands
    qint64 length = 0;          ///< of a text that is too long: in the unit that bounds it
    friend bool operator==(const TypedProblem &, const TypedProblem &) = default;
};

/// Where in @p text the first character stands that cannot be stored (canonical_json.h says which those are); -1: there is none.
[[nodiscard]] inline qsizetype unstorableAt(const QString &text)
{
    if (isStorableText(text))
        return -1;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        if (!isPair && (text[at].isNull() || text[at].isSurrogate()))
            return at;
        at += isPair ? 1 : 0;
    }
    return -1;
}

/// @p text without the characters that cannot be stored: of words that nobody can correct any more, what can be seen of them is kept.
[[nodiscard]] inline QString withoutUnstorable(QString text)
{
    for (qsizetype at = unstorableAt(text); at >= 0; at = unstorableAt(text))
        text.remove(at, 1);
    return text;
}

/// The rule for texts typed outside a form, for the commands that take them and for the pages that say what is wrong. An empty text is a
/// problem only where it is @p needed.
[[nodiscard]] inline TypedProblem problemOfTyped(const QString &text, const TypedBound &bound, bool needed = false)
{
    using Kind = TypedProblem::Kind;
    if (needed && text.trimmed().isEmpty())
        return { Kind::Empty };
    if (const qsizetype at = unstorableAt(text); at >= 0)
        return { Kind::Character, at };
    if (bound.charactersMax > 0 && text.size() > bound.charactersMax)
        return { Kind::TooLong, -1, text.size() };
    if (const qint64 bytes = bound.bytesMax > 0 ? text.toUtf8().size() : 0; bytes > bound.bytesMax)
        return { Kind::TooLong, -1, bytes };
    return {};
}

/// Whether @p text, typed outside a form, can be stored. Errors: InvalidInput (a character that cannot), TooLarge with the words
/// @p tooLarge (over @p bytesMax in UTF-8).
[[nodiscard]] inline Result<void> checkTypedText(const QString &text, qint64 bytesMax, const QString &tooLarge)
{
    switch (problemOfTyped(text, { 0, bytesMax }).kind) {
    case TypedProblem::Kind::Character:
        return Error { ErrorCode::InvalidInput, QStringLiteral("The text holds a character that cannot be stored; delete it and type it again.") };
    case TypedProblem::Kind::TooLong: return Error { ErrorCode::TooLarge, tooLarge };
    case TypedProblem::Kind::Empty:
    case TypedProblem::Kind::None: return {};
    }
    return {};
}

} // namespace sightline
