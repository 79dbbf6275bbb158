#pragma once

#include "core/people/council_card.h"
#include "sync/hub/ops/open_hub.h"

namespace sightline::hub {

/// Notes "NAME=on" or "NAME=off" on @p card, on since now, and says whom that lets read what. Errors: InvalidInput (no switch of a form
/// here, or neither on nor off), those of the database.
[[nodiscard]] Result<QString> decideSwitch(OpenHub &hub, const QString &decision, CouncilCard &card);

/// One line for each switch that is on.
[[nodiscard]] Result<QStringList> switchLines(OpenHub &hub, const CouncilCard &card);

} // namespace sightline::hub
