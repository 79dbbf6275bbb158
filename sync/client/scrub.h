#pragma once

#include "core/store/store.h"

namespace sightline::sync {

/// What a scrub found.
struct ScrubReport {
    qint64 rows = 0;              ///< read and hashed
    qint64 damaged = 0;           ///< removed: their bytes are not what their hash says; the hub gives them again
    QStringList scopes;           ///< whose digest was not that of their rows: compared, and repaired, at the next complete answer
};

/// Reads every row this device holds, and puts right what it can: rows whose bytes do not match their hash go, and each scope's
/// count and digest become those of its rows, so that a dying disk is noticed and repaired from the hub (R15). Own work is never
/// touched. A part at a time, each a transaction of its own, so that a person's save waits for one part at most. Thread: the store's.
class Scrub {
public:
    /// The next part: 256 rows, or one scope. True while there is more. Errors: those of the database; Corrupt where a page cannot be
    /// read at all, which the store mends before its next transaction: a scrub begun anew then goes through.
    [[nodiscard]] Result<bool> step(Store &store);
    [[nodiscard]] const ScrubReport &report() const { return m_report; }

private:
    [[nodiscard]] Result<bool> readRows(Store &store);
    [[nodiscard]] Result<void> addUp(Store &store, const QString &scope);
    [[nodiscard]] Result<bool> removeStrays(Store &store);

    qint64 m_place = 0;                      ///< of the last row read
    bool m_haveRowsEnded = false;
    std::optional<QStringList> m_scopes;     ///< still to be added up, when the rows are read
    ScrubReport m_report;
};

/// A whole scrub at once.
[[nodiscard]] Result<ScrubReport> scrub(Store &store);

/// After an update: rows that an older version could not read are asked for again. Returns how many.
[[nodiscard]] Result<qint64> retrySetAside(Store &store);

} // namespace sightline::sync
