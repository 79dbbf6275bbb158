#pragma once

#include "core/schedule/compiled_activity.h"
#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// A compiled framework as one edition in force from @p from; null: since always.
[[nodiscard]] Publication editionPublication(const CompiledFramework &framework, QDate from);

/// An edition with its compiled framework.
struct HeldEdition {
    QString name;    ///< "2026-11-01", or "first"
    QDate from;      ///< first day it counts; null: since always
    CompiledFramework framework;
    RecordId record = publishedId(RecordType::Edition, {});
    QString hash = {};   ///< of its body, lower-case hex; both as it is held
};
/// Every edition, the earliest first. Errors: Corrupt.
[[nodiscard]] Result<QList<HeldEdition>> heldEditions(HubSnapshot &snapshot);
/// The edition of @p editions (the earliest first) that counts on @p day; null where none does.
[[nodiscard]] const HeldEdition *editionOn(const QList<HeldEdition> &editions, QDate day);

} // namespace sightline::hub
