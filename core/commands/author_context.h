#pragma once

#include "core/store/store.h"

namespace sightline {

/// Who writes on this device, and where their records belong.
struct AuthorContext {
    PersonId person;
    QString name;
    QStringList roles;      ///< empty until the device has been synced once
    ServiceId service;
    TeamId team;            ///< the first of theirs; empty for people without one

    /// Whether the hub lets them write into @p scope ("service:<id>", "team:<id>", "lead:<id>"), as far as this device knows.
    [[nodiscard]] bool mayWriteInto(const QString &scope) const { return scopes.contains(scope); }
    QStringList scopes;
};

/// Errors: NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<AuthorContext> authorContext(Store &store);

} // namespace sightline
