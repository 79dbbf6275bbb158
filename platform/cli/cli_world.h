#pragma once

#include "core/base/instant.h"
#include "core/base/random_source.h"
#include "core/calendar/council_calendar.h"
#include "core/ports/browser.h"
#include "core/store/key_vault.h"
#include "sync/client/known_hub.h"

#include <functional>
#include <memory>

namespace sightline::cli {

/// What the program is composed of: real in main.cpp, replaced in tests. All of it outlives a run.
struct CliWorld {
    const Clock &clock;
    RandomSource &random;
    const CouncilCalendar &calendar;
    SecretStore *secretStore = nullptr;      ///< null where this system has none that we can use
    PassphraseCost cost = {};                ///< for stores made by `init`
    std::function<std::unique_ptr<sync::Transport>(const sync::KnownHub &hub)> connect;
    const Uptime *uptime = nullptr;          ///< measures the waits after wrong PINs
    PassphraseCost pinCost = usualPinCost;   ///< for PINs chosen by `pin set`
    Browser *browser = nullptr;              ///< `init --sign-in`
};

} // namespace sightline::cli
