#pragma once

#include "core/base/json.h"

#include <QSet>

namespace sightline {

/// The linkIds of @p element and below that are named outside conditions: by product functions, by what is carried from the last record,
/// and by @p meta (core/packs/forms/README.md). @p leftOut: what is said by this item and those below it does not count.
[[nodiscard]] QSet<QString> leanedOnItems(const Json &document, const Json &meta, const QString &leftOut = {});

} // namespace sightline
