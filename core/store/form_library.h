#pragma once

#include "core/forms/questionnaire.h"
#include "core/records/published.h"
#include "core/store/store.h"

namespace sightline {

/// A form this device knows, read once and kept.
struct KnownForm {
    PublishedForm published;
    Questionnaire questionnaire;
};

/// Every version of every form on this device, by name; a definition that cannot be read is left out (sync_summary counts it).
/// Thread: the store's.
[[nodiscard]] Result<QList<std::shared_ptr<const KnownForm>>> allForms(Store &store);

/// The form called "T03@1.0"; or, for a name without a version, its newest.
/// Errors: NotFound, in words that say what to do.
[[nodiscard]] Result<std::shared_ptr<const KnownForm>> findForm(Store &store, const QString &form);

/// Orders versions as people count: 1.10 after 1.9. Negative, 0 or positive.
[[nodiscard]] int compareVersions(QStringView a, QStringView b);

} // namespace sightline
