#pragma once

#include "core/forms/questionnaire.h"

namespace sightline::cli {

/// Reads a file ("-": standard input), one byte more than @p bytesMax at most, by which a reader sees that it is too large. @p what names
/// it in a refusal. Errors: InvalidInput.
[[nodiscard]] Result<QByteArray> readBytes(const QString &path, const QString &what, qint64 bytesMax);

/// Reads a JSON file ("-": standard input) of at most limits::jsonBytesMax. @p what names it in a refusal ("The answers
/// file"). Errors: InvalidInput, TooLarge, in words that say what to give.
[[nodiscard]] Result<Json> readJsonFile(const QString &path, const QString &what);

/// Reads a FHIR Questionnaire from a file, leniently, with its words in @p language where it has them. Errors: as readJsonFile and readQuestionnaire.
[[nodiscard]] Result<Questionnaire> readFormFile(const QString &path, const QString &language = {});

} // namespace sightline::cli
