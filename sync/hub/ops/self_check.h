#pragma once

#include "core/records/visibility.h"
#include "sync/hub/files/file_stores.h"
#include "sync/hub/store/hub_store.h"

namespace sightline::hub {

/// What a self-check read, and the first thing it found wrong.
struct SelfCheck {
    qint64 operations = 0;
    qint64 records = 0;
    qint64 scopes = 0;
    qint64 files = 0;      ///< those that are whole
    qint64 unfollowed = 0; ///< records that have still to follow a switch of the council's; no problem of theirs
    QString problem;       ///< empty: all is well
    qint64 erased = 0;     ///< records that were erased by law: their operations hold hashes alone
};

/// Reads everything: the council's chain over the log, an outcome for each operation, each body against its hash and
/// against what its operations make of it, none missing, each record's scopes against those its body gives it (decisions 5-8) under the
/// forms there were when it last changed, each scope's count and digest against its rows (sync.md B9), and each whole file against its name (B11). @p builtIn: readers of forms
/// that have no definition record, as the hub was given them (HubOptions). @p stores: where chunks lie that are not in the database; a whole
/// file in a store that is not given is one that is not whole. Errors: storage only, also a file store that does not answer; what is wrong is in `problem`.
[[nodiscard]] Result<SelfCheck> selfCheck(HubSnapshot &snapshot, const VisibilityTable &builtIn = {}, FileStores *stores = nullptr);

} // namespace sightline::hub
