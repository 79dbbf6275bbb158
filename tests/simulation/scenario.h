#pragma once

#include "tests/simulation/stage.h"

namespace sightline::simulation {

/// Something done in one transaction. True once it is acknowledged.
using Step = std::function<Result<void>()>;

/// What people, devices and hubs do every day, in steps of which each is done as a whole or not at all.
struct Scenario {
    QString name;
    Place place;
    /// Brings the stage to where the scenario begins, where nothing fails, and says its steps: they can be taken again and again.
    std::function<QList<Step>(Stage &)> prepare;
    /// What somebody whose step was not acknowledged does again later; none where nobody has to do anything.
    std::function<void(Stage &)> finish;
};

[[nodiscard]] const QList<Scenario> &standardScenarios();

} // namespace sightline::simulation
