#pragma once

#include "core/base/result.h"
#include "core/forms/questionnaire.h"

#include <QList>

namespace sightline {

/// A later hand that a template without one can be given: who answers a part of it once its author has completed theirs.
enum class OfferedHand {
    LineManager,   ///< the author's line manager, who may also send it back
    Observed,      ///< the member of staff that the first question of that kind names
};

/// Those that @p meta has neither by their kind nor by their part, in the order to offer them.
[[nodiscard]] QList<OfferedHand> offeredHands(const Json &meta);
/// The part that @p hand fills (`completed-by-role`).
[[nodiscard]] QString partOf(OfferedHand hand);

/// @p meta with @p hand as a step of its own (core/packs/forms/README.md, "steps").
/// Errors: NotAllowed (nobody in @p form says who is observed), in words its author can act on.
[[nodiscard]] Result<Json> withHand(const Json &meta, const Questionnaire &form, OfferedHand hand);
/// @p meta without the hands that withHand() gave and that nothing in @p form waits for any more.
[[nodiscard]] Json withoutIdleHands(const Json &meta, const Questionnaire &form);

} // namespace sightline
