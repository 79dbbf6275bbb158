#pragma once

#include "sync/hub/store/hub_store.h"

#include <memory>

namespace sightline::support {

/// A store with no council in it yet: SQLite in memory, or a new schema of the test's own PostgreSQL where SIGHTLINE_TEST_STORE is
/// "postgres", so that one suite of tests holds both to the same meaning.
[[nodiscard]] std::unique_ptr<hub::HubStore> emptyHubStore(bool guards = true);

} // namespace sightline::support
