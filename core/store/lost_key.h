#pragma once

#include "core/store/store_directory.h"

namespace sightline {

/// The file that lies beside the database @p database while a store is being made or taken back: from before the database has its name
/// until its key header is whole. A database beside it holds nothing yet, and no key of it was lost.
[[nodiscard]] QString setUpNoticePath(const QString &database);

/// Whether a database lies in @p directory whose key header is gone, other than one whose making was cut off: it may hold unsent work, and
/// opens again once its key header is brought back. Nothing may be made in its place. Waits for the disk.
[[nodiscard]] bool isKeyLost(const StoreDirectory &directory);

/// That, and what to do, for whoever reads a log or a terminal.
[[nodiscard]] QString keyLostDetail(const StoreDirectory &directory);

} // namespace sightline
