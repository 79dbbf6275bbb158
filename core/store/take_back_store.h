#pragma once

#include "core/store/store_directory.h"

namespace sightline {

/// Takes back the store in @p directory, which was made a moment ago, holds nothing yet and is closed: its key first, so that a power cut
/// on the way leaves a store or none, then its database, then what the system's secret store kept for it. Other files stay.
/// @p withFolder: the folder too, if nothing else lies in it. Thread: any but the interface's.
void takeBackStore(const StoreDirectory &directory, const StoreCredentials &credentials, bool withFolder);

} // namespace sightline
