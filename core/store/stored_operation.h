#pragma once

#include "core/operations/operation.h"

namespace sightline {

/// Reads the operation whose stored bytes are @p bytes and which its row names by @p id and @p record (16 bytes each). One that still
/// reads but is another than its row says was damaged too: it must not go to the hub under a name that it was never given.
/// Errors: Corrupt (with what is wrong, never with what is in it).
[[nodiscard]] Result<Operation> readStoredOperation(const QByteArray &bytes, const QByteArray &id, const QByteArray &record);

} // namespace sightline
