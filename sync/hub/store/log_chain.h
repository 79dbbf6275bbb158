#pragma once

#include "sync/hub/store/hub_store.h"

namespace sightline::hub {

/// The council's chain after @p operation: of its bytes, or of what they hashed to where they were erased (core/operations, chainLink).
[[nodiscard]] QByteArray chainAfter(const QByteArray &chain, const LoggedOperation &operation);

/// SHA-256 of the operation's bytes, also where they were erased.
[[nodiscard]] QByteArray digestOf(const LoggedOperation &operation);

} // namespace sightline::hub
