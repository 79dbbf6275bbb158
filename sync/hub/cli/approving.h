#pragma once

#include "sync/hub/ops/open_hub.h"

namespace sightline::hub {

/// What a file holds, its last line break not part of it. Errors: InvalidInput.
[[nodiscard]] Result<SecretBytes> secretOfFile(const QString &path);

/// That @p person is here today. Errors: NotFound.
[[nodiscard]] Result<void> checkIsHere(OpenHub &hub, const PersonId &person);

} // namespace sightline::hub
