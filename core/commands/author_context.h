#pragma once

#include "core/store/store.h"

namespace sightline {

struct CouncilCard;
struct Person;

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

/// Whether the person of this device may, by the council's card as it is here; false for somebody the device does not know yet. Errors and
/// thread: as authorContext().
[[nodiscard]] Result<bool> authorMay(Store &store, bool (*may)(const Person &, const CouncilCard &));

} // namespace sightline
