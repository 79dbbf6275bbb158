#pragma once

#include "sync/hub/files/file_stores.h"

namespace sightline::hub {

/// What a sweep went over.
struct Sweep {
    qint64 looked = 0;     ///< chunks in all file stores
    qint64 removed = 0;
    qint64 bytes = 0;      ///< of those removed
    qint64 waiting = 0;    ///< chunks that no row names, left where they are because the history they may belong to ended lately
};

/// How long what no row names stays, in days: longer than anybody takes to see that the wrong backup was restored, after which its rows are
/// gone and the bytes of what came since are still there.
inline constexpr int sweepDaysUsual = 30;

/// Removes from every file store what no chunk of @p snapshot names and has lain there for @p days: what a crash left between a chunk and its
/// row, and what a file that was not what it was named had. A name is given once, so nothing that is on its way can be among it.
/// Safe to run each night: each store carries a note of the history that last swept it, and nothing goes before a note of the present history
/// has lain there for @p days. After a restore of any kind (a new epoch, R14) nobody need remember to wait.
/// Errors: StorageFailure, InvalidInput (under a day: an upload of now would be lost).
[[nodiscard]] Result<Sweep> sweepFiles(HubSnapshot &snapshot, FileStores &stores, Instant now, int days = sweepDaysUsual);

} // namespace sightline::hub
