#pragma once

#include "core/store/form_library.h"

namespace sightline {

/// Whether @p draft is gone on with as a form. False for a step that has no part of its form (a return, a signature): its words
/// are on its record's page. @p form: null where it is not known.
[[nodiscard]] bool opensAsForm(const RecordBody &draft, const KnownForm *form);

} // namespace sightline
