#pragma once

#include "core/forms/answers.h"
#include "core/store/store.h"

namespace sightline {

/// The files (SHA-256, 32 bytes each) that @p answers name, and that neither are on this device nor have been: nobody here can have seen
/// them. Thread: the store's. Errors: those of the database.
[[nodiscard]] Result<QList<QByteArray>> filesNotHere(Store &store, const Answers::Fields &answers);

/// Somebody looks at @p record: the files that it and the steps about it name, and that are not on this device, are asked for, and come
/// when there is a connection. Returns how many are on their way. Nothing is asked for a record that is not the hub's yet.
/// Thread: the store's. Errors: NotFound, those of the database.
[[nodiscard]] Result<qint64> wantFiles(Store &store, const RecordId &record);

} // namespace sightline
