#pragma once

#include "core/records/record.h"
#include "core/store/store.h"

#include <functional>

namespace sightline {

/// Says of the key of an answer of @p draft whether it is written words, of which two can stand in one answer. Of a form that is not here
/// every answer is taken for words.
[[nodiscard]] std::function<bool(const QString &)> writtenWordsOf(Store &store, const RecordBody &draft);

} // namespace sightline
