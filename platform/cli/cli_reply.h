#pragma once

#include "core/base/instant.h"
#include "core/base/json.h"

#include <QDate>

#include <optional>

namespace sightline::cli {

/// What a command has to say: for programs and for people.
struct CliReply {
    Json json;
    QString text;              ///< lines, each with its end
    bool isRefusal = false;    ///< what was found is a no: said in full on standard output, and exit code 1
    bool isDocument = false;   ///< the JSON itself is the answer, also for people (`show`, `templates ID`)
};

/// JSON of what may be absent: null then. Times are UTC, "2026-11-23T14:02:05.123Z".
[[nodiscard]] Json orNull(std::optional<qint64> number);
[[nodiscard]] Json timeOrNull(std::optional<qint64> msSinceEpoch);
[[nodiscard]] Json dateOrNull(QDate date);

} // namespace sightline::cli
