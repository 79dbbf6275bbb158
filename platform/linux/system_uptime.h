#pragma once

#include "core/ports/uptime.h"

namespace sightline {

/// The kernel's: CLOCK_BOOTTIME, and the id that it gives each start.
class SystemUptime final : public Uptime {
public:
    [[nodiscard]] Reading now() const override;
};

} // namespace sightline
