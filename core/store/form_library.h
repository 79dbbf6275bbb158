#pragma once

#include "core/forms/form_dates.h"
#include "core/forms/questionnaire.h"
#include "core/records/published.h"
#include "core/store/store.h"

namespace sightline {

/// A form this device knows, read once and kept.
struct KnownForm {
    PublishedForm published;
    Questionnaire questionnaire;
    FormDates dates = {};
    bool isOnHub = true;     ///< false: published on this device, and not taken by the hub, or not yet

    /// Whether records are begun with it on @p day: what the hub has not taken would leave them without a form there.
    [[nodiscard]] bool isInForce(QDate day) const { return isOnHub && (dates.from.isNull() || dates.from <= day); }
};

/// Every version of every form on this device, by name; a definition that cannot be read is left out (sync_summary counts it).
/// Thread: the store's.
[[nodiscard]] Result<QList<std::shared_ptr<const KnownForm>>> allForms(Store &store);

/// The form called "T03@1.0"; or, for a name without a version, the newest that the hub has.
/// Errors: NotFound, in words that say what to do.
[[nodiscard]] Result<std::shared_ptr<const KnownForm>> findForm(Store &store, const QString &form);

/// The same for a record that is begun on @p day: for a name without a version, the newest that is in force.
[[nodiscard]] Result<std::shared_ptr<const KnownForm>> findFormInForce(Store &store, const QString &form, QDate day);

/// Of each template the version that a record is begun with on @p day, by name.
[[nodiscard]] Result<QList<std::shared_ptr<const KnownForm>>> formsInForce(Store &store, QDate day);

/// Orders versions as people count: 1.10 after 1.9. Negative, 0 or positive.
[[nodiscard]] int compareVersions(QStringView a, QStringView b);

} // namespace sightline
