#pragma once

#include "core/commands/author_context.h"
#include "core/operations/operation.h"
#include "core/records/step_body.h"

namespace sightline {

/// Members of a step's answers, as step::text and step::seen name them.
inline const QString stepTextMember = QString::fromUtf16(step::text);
inline const QString stepSeenMember = QString::fromUtf16(step::seen);

/// The body of a step of @p kind on @p record (whose body and hash are given) by @p author, without what it says. It names only
/// scopes of its author's own: the hub takes no others, and a step is read by whoever may read its record anyway.
[[nodiscard]] RecordBody stepHead(const AuthorContext &author, const RecordId &record, const RecordBody &about, const QString &aboutHash, const QString &kind,
                                  Instant now);

/// The operation that makes the step @p head, a record @p id of its own, completed now.
[[nodiscard]] Operation completedStep(Store &store, const RecordId &id, RecordBody head);

} // namespace sightline
