#pragma once

#include "core/store/store.h"

namespace sightline {

struct UnsentExport {
    QByteArray sealed;        ///< only the hub's recovery key opens it
    qint64 operations = 0;
    qint64 drafts = 0;
    qint64 files = 0;
    qint64 filesLeft = 0;     ///< that had no room in it: they are on this device alone
    QStringList damaged;      ///< records of which something cannot be read; its bytes are in the file as they lie in the store
};

/// Everything on this device that the hub has not answered, with the drafts, sealed to the council's recovery key
/// (crypto_box_seal): a rescue for a device that can no longer sync. The hub imports it; nothing here changes.
/// Content before sealing: one JSON object `{"v":1,"kind":"sightline-unsent","installation":…,"person":…,"operations":[…],
/// "drafts":[…],"files":[{"sha":…,"bytes":base64url}],"damaged":[{"kind":"operation"|"draft","rec":…,"bytes":base64url,"shown":base64url}]}`, the operations word for word in order of making;
/// what is damaged keeps nothing else out, and "shown" is the record's body as it was last shown, where the bytes are gone.
/// Files are those that only this device has, the smallest first, up to 48 MiB together.
/// Errors: NotEnrolled, NotFound (nothing unsent and no draft), InvalidInput (this hub gave no recovery key). Thread: the store's.
/// Source: decisions 19.
[[nodiscard]] Result<UnsentExport> exportUnsent(Store &store);

} // namespace sightline
