#pragma once

#include "sync/client/scrub.h"
#include "sync/client/store_access.h"

namespace sightline::sync {

/// How long after a scrub the next one is due, in milliseconds (R15: a week).
inline constexpr qint64 scrubIntervalMs = qint64 { 7 } * 24 * 60 * 60 * 1000;

/// The program this is: another one may be able to read rows that this one set aside.
[[nodiscard]] QString thisProgram();

/// What a device owes its own store now and then: a scrub where the last whole one is a week old, and after an update the
/// rows that an older @p program set aside are asked for again. Does nothing, at the cost of two reads, where neither is due.
/// @p isWanted is asked before each part; a scrub that was stopped by it goes on in @p scrub, which is empty before the first call and
/// after a whole one, and is begun anew by another process. Errors: Cancelled (not wanted any more), those of the database: sync
/// goes on, and it is tried again with the next call; where it was a damaged page (Corrupt) the store has been mended meanwhile. Thread: that of @p access's callers.
[[nodiscard]] Result<void> keepUp(StoreAccess &access, const std::function<bool()> &isWanted, std::optional<Scrub> &scrub,
                                  const QString &program = thisProgram());

} // namespace sightline::sync
