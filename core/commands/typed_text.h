#pragma once

#include "core/base/canonical_json.h"
#include "core/base/result.h"

namespace sightline {

/// Whether @p text, typed outside a form, can be stored. Errors: InvalidInput (a character that cannot), TooLarge with the words
/// @p tooLarge (over @p bytesMax in UTF-8).
[[nodiscard]] inline Result<void> checkTypedText(const QString &text, qint64 bytesMax, const QString &tooLarge)
{
    if (!isStorableText(text))
        return Error { ErrorCode::InvalidInput, QStringLiteral("The text holds a character that cannot be stored; delete it and type it again.") };
    if (text.toUtf8().size() > bytesMax)
        return Error { ErrorCode::TooLarge, tooLarge };
    return {};
}

} // namespace sightline
