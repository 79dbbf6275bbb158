#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QString>

namespace sightline {

/// What a council says of itself to every device.
struct CouncilCard {
    QString safeguardingPhone;   ///< the number to ring about an urgent concern, as people write it; empty: not given, and never invented
    friend bool operator==(const CouncilCard &, const CouncilCard &) = default;
};

/// What keeps @p text from being a telephone number to ring, in one sentence; empty if nothing does. No text is no number.
[[nodiscard]] QString problemOfPhone(const QString &text);

/// Errors: InvalidInput, naming the member that is wrong.
[[nodiscard]] Result<CouncilCard> councilCardFromJson(const Json &json);
[[nodiscard]] Json toJson(const CouncilCard &card);

} // namespace sightline
