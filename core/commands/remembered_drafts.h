#pragma once

#include "core/store/store.h"

/// Drafts of which one thing is remembered beside them, as words in one named value of the store, oldest first. Bounded: what fell out was
/// completed or deleted long before. Thread of all: the store's.
namespace sightline {

/// The words under @p name; one is a draft's id, or begins with it. Errors: those of the database.
[[nodiscard]] Result<QStringList> rememberedDrafts(Store &store, const QString &name);

/// Adds @p word (without a space) under @p name, in the caller's transaction. Errors: those of the database.
[[nodiscard]] Result<void> rememberDraft(Store &store, const QString &name, const QString &word);

} // namespace sightline
