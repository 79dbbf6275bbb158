#pragma once

#include "core/base/instant.h"
#include "core/base/random_source.h"
#include "core/sqlite/connection.h"
#include "core/store/meta_table.h"

namespace sightline {

/// What mending a damaged database came to.
struct MendedStore {
    bool isOwnWorkWhole = true;    ///< nothing that this person wrote, or a file of hers, was out of reach
    bool isFromHubWhole = true;    ///< nothing that the hub gave was; else all of it is asked for again
    qint64 atMs = 0;
};

/// Makes @p fresh, a database that does not exist yet, from all that can still be read of @p damaged, which is only read (a copy of it is
/// made beside @p fresh and removed again). Of the present
/// schema and whole in itself afterwards: own operations whose place was lost are offered to the hub again under their own ids; drafts of
/// which nothing but the id is left are named as damaged; what the hub gave is shown as it is and asked for again where some of it is
/// lost; no file is removed where it is not known any more which record names it. Nothing else changes, and nothing is sent.
/// Errors: NotFound (nothing is damaged), Corrupt (the file says nothing any more: its first page is gone), StorageFull, StorageFailure.
[[nodiscard]] Result<MendedStore> mendStore(const ConnectionOptions &damaged, const ConnectionOptions &fresh, const Clock &clock, RandomSource &random);

/// The last time that this store was mended, if it ever was; `isOwnWorkWhole` is of all its mendings together. Errors: those of the database.
[[nodiscard]] Result<std::optional<MendedStore>> lastMending(MetaTable &meta);

} // namespace sightline
