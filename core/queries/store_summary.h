#pragma once

#include "core/store/store.h"

namespace sightline {

/// What "About" and `status` say of the store itself.
struct StoreSummary {
    QString library;          ///< "SQLCipher 4.14.0 community, SQLite 3.51.3"
    int schema = 0;           ///< number of the last migration
    qint64 bytes = 0;         ///< of the database file, free pages included
    qint64 records = 0;       ///< as the hub holds them, of every type
    qint64 answered = 0;      ///< what people call a record: answered forms, sent or not
    qint64 operations = 0;    ///< own ones still kept
    qint64 drafts = 0;
    qint64 forms = 0;         ///< form definitions
};

/// Thread: the store's.
[[nodiscard]] Result<StoreSummary> storeSummary(Store &store);

} // namespace sightline
