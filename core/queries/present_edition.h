#pragma once

#include "core/schedule/compiled_activity.h"
#include "core/store/form_library.h"
#include "core/store/store.h"

namespace sightline {

/// The edition of the framework that counts on a day, read once and kept.
struct PresentEdition {
    RecordId record;
    QString edition;      ///< "2026-11"
    QString title;
    QDate from;           ///< null: since always
    CompiledFramework framework;   ///< an activity that a template in force is tied to opens that template
};

/// The activities (by their keys) whose tasks @p form opens, whatever the framework's own table says: `activities` of its meta.
[[nodiscard]] QStringList tiedActivities(const KnownForm &form);

/// The name of the edition in force on @p day ("2026-11-27"); empty where the device holds none. Errors: as presentEdition().
[[nodiscard]] Result<QString> editionInForce(Store &store, QDate day);

/// The newest edition in force on @p day (or, if none is yet, the earliest to come). None where the device holds no edition.
/// Errors: Corrupt (the edition cannot be read), those of the database. Thread: the store's.
[[nodiscard]] Result<std::shared_ptr<const PresentEdition>> presentEdition(Store &store, QDate day);

/// The edition that counts on @p day as it was published: whatever templates are tied to its activities. None where none has begun by then.
/// Errors and thread: as presentEdition().
[[nodiscard]] Result<std::shared_ptr<const PresentEdition>> publishedEdition(Store &store, QDate day);

/// The editions that were in force before the present one of @p day, on some day from @p since on, the latest first. Errors and thread: as
/// presentEdition().
[[nodiscard]] Result<QList<std::shared_ptr<const PresentEdition>>> earlierEditions(Store &store, QDate day, QDate since);
/// The edition that begins next after @p day. None where none is published yet. Errors and thread: as presentEdition().
[[nodiscard]] Result<std::shared_ptr<const PresentEdition>> comingEdition(Store &store, QDate day);

/// The editions that follow the present one of @p day, the next first. Errors and thread: as presentEdition().
[[nodiscard]] Result<QList<std::shared_ptr<const PresentEdition>>> laterEditions(Store &store, QDate day);

} // namespace sightline
