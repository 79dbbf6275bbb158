#pragma once

#include "core/base/json.h"

namespace sightline::hub {

/// What a command says to the terminal. Answers go to stdout, everything else to stderr.
struct Console {
    bool json = false;   ///< --json: one JSON value instead of words

    /// @p value with --json, else @p words; either as a line.
    [[nodiscard]] Result<void> answer(const Json &value, const QString &words) const;
    /// Bytes as they are. Errors: StorageFailure (nobody reads them).
    [[nodiscard]] static Result<void> write(const QByteArray &bytes);
    static void remark(const QString &words);
};

/// "1 place", "2 places".
[[nodiscard]] QString numberOf(qint64 count, const QString &one, const QString &many);
[[nodiscard]] QString numberOfRecords(qint64 count);
[[nodiscard]] QString numberOfOperations(qint64 count);

} // namespace sightline::hub
