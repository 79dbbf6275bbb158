#pragma once

#include "core/queries/present_edition.h"

namespace sightline {

/// An activity that was found. The pointers live as long as FrameworkPage::edition.
struct FrameworkHit {
    const CompiledService *service = nullptr;
    const CompiledActivity *activity = nullptr;
};

struct FrameworkPage {
    std::shared_ptr<const PresentEdition> edition;   ///< null: no framework on this device yet
    QList<FrameworkHit> hits;
};

/// Activities that hold every word of @p words (in any cell, the service's names or the reference, whatever the case), best first:
/// those that are called so, then those that mention it; in the document's order among equals. No words: all.
/// @p service narrows it. Thread: the store's.
[[nodiscard]] Result<FrameworkPage> frameworkSearch(Store &store, QDate day, const QString &words = {}, const ServiceId &service = {});

} // namespace sightline
