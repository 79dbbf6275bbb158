#pragma once

#include "sync/hub/ops/open_hub.h"

namespace sightline::hub {

struct ImportReport {
    PersonId person;
    QMap<QString, int> outcomes;   ///< how many ended how
    int known = 0;                 ///< the hub had them already
    int files = 0;                 ///< photos and other files that are whole here now
    QStringList
        left; ///< files by their SHA-256, and records whose work could not be taken: too large for the hub, not readable by it, left on the device or damaged there; and those a reason was begun for
};

/// Takes the work in a file that `export-unsent` sealed to this hub's recovery key, as if its device had sent it, once however
/// often it is imported. Drafts become drafts of their author (decisions 19), each under an id of
/// its own: the one on the device may still be finished there and come in under its own id. What cannot be taken is left in the file
/// and named; the rest is taken.
/// Errors: WrongKey (sealed for another hub, or damaged), InvalidInput (not such a file), NotFound (its person is unknown).
[[nodiscard]] Result<ImportReport> importUnsent(OpenHub &hub, const QByteArray &sealed);

} // namespace sightline::hub
