#pragma once

#include "core/forms/questionnaire.h"
#include "core/records/record.h"
#include "core/store/store.h"

namespace sightline {

/// A record made of one row of another that was completed with it (core/forms/own_records.h).
struct RecordApart {
    RecordId id;
    RecordBody body;
};

/// The id of the record that the row @p key of the record @p whole becomes: the same however often it is worked out.
[[nodiscard]] RecordId idApart(const RecordId &whole, const QString &key);

/// Takes the rows that are kept apart out of @p body, a completed record about to be stored as @p whole, and makes a record of each:
/// of the version of its form that is in force on @p today (null: the newest), by the same author in the same place, answering no task.
/// Their readers are those of their own form. Errors: NotFound (that form is not on this device; nothing is lost, nothing was stored),
/// those of the database. Thread: the store's. Source: decisions 6.
[[nodiscard]] Result<QList<RecordApart>> takeRecordsApart(Store &store, const RecordId &whole, const Questionnaire &form, QDate today, RecordBody &body);

/// The records that were kept apart from @p whole, whose body is @p body, and stand: completed by the same author in the same moment.
/// Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<QList<RecordId>> recordsKeptApart(Store &store, const RecordId &whole, const RecordBody &body);

} // namespace sightline
