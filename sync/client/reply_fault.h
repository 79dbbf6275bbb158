#pragma once

#include "core/base/error.h"
#include "sync/client/enrol.h"
#include "sync/client/transport.h"

namespace sightline::sync {

/// One sentence for a reply that is no answer we can use. @p doing: "Joining the hub".
[[nodiscard]] Error errorOf(const Reply &reply, const QString &doing);
/// What kept us from an answer that can be used.
[[nodiscard]] EnrolFault faultOf(const Reply &reply);

} // namespace sightline::sync
