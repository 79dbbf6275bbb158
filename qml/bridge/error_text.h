#pragma once

#include "core/base/error.h"

#include <QString>

namespace sightline {

/// What a person reads when something failed: what happened, whether the work is safe, what to do. The only place where
/// an error's code becomes words. Never shows Error::detail: that is for logs.
[[nodiscard]] QString errorText(const Error &error);

} // namespace sightline
