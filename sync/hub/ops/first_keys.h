#pragma once

#include "sync/hub/auth/hub_keys.h"
#include "sync/hub/ops/hub_paths.h"

/// The keys of a hub that is being made. An `init` that is cut short, by a kill or a power cut, is gone on with by the next one: its keys
/// wait under a name of their own until the council that they open is there.
namespace sightline::hub {

/// Whether an `init` for @p paths was begun and is not done.
[[nodiscard]] bool hasFirstKeys(const HubPaths &paths);

/// Those that an `init` that was cut short had made for @p paths, else new ones; and where there is no database yet, an empty file for it
/// that its owner alone may read. One `init` at a time asks. Errors: AlreadyExists (a database that no such `init` left, or a key file
/// without a database), NotFound (no folder for the database), StorageFailure, and those of HubKeys::load.
[[nodiscard]] Result<HubKeys> findOrMakeFirstKeys(const HubPaths &paths);
/// The council that they open is there: they get the name that the hub looks for. Errors: AlreadyExists, StorageFailure.
[[nodiscard]] Result<void> keepFirstKeys(const HubPaths &paths);

/// That there is a council at @p paths already, which `init` leaves alone.
[[nodiscard]] Error councilIsThere(const HubPaths &paths);

} // namespace sightline::hub
