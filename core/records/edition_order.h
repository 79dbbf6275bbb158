#pragma once

#include "core/records/published.h"

namespace sightline {

/// Whether @p a rather than @p b is the edition of @p day: in force before not yet, then the latest start (of those to come the
/// earliest), then the later name. A strict order of editions with different names. Device and hub choose by it.
[[nodiscard]] inline bool isEditionOf(QDate day, const PublishedEdition &a, const PublishedEdition &b)
{
    const auto counts = [day](const PublishedEdition &edition) { return !edition.from.isValid() || edition.from <= day; };
    if (counts(a) != counts(b))
        return counts(a);
    if (a.from != b.from)
        return counts(a) ? a.from > b.from : a.from < b.from;
    return a.edition > b.edition;
}

} // namespace sightline
