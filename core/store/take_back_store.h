#pragma once

#include "core/store/store_directory.h"

namespace sightline {

/// Takes back the store in @p directory, which was made a moment ago, holds nothing yet and is closed: its key first, so that a power cut
/// on the way leaves a store or none, then its database, then what the system's secret store kept for it. Other files stay.
/// Does so with the folder's lock held, and not where another program has the store, or where it is somebody's by now: another window may
/// have joined it since. Nor where that cannot be known; what stays then is a store that can still be joined.
/// @p withFolder: the folder too, if nothing else lies in it. Thread: any but the interface's.
void takeBackStore(const StoreDirectory &directory, const StoreCredentials &credentials, const Clock &clock, RandomSource &random, bool withFolder);

} // namespace sightline
