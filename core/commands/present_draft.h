#pragma once

#include "core/store/store.h"

namespace sightline {

/// The draft @p id; with @p type, only one of a record of that type. Errors: NotFound, those of the database. Thread: the store's.
[[nodiscard]] Result<Draft> presentDraft(Store &store, const RecordId &id, std::optional<RecordType> type = {});

/// Stores @p draft with @p answer added to question @p key, or in place of what is there. In the caller's transaction.
/// Errors: as DraftTable::save().
[[nodiscard]] Result<void> saveWithAnswer(Store &store, Draft draft, const QString &key, bool isOneOfSeveral, const Json &answer);

} // namespace sightline
