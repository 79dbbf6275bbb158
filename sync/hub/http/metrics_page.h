#pragma once

#include "sync/hub/http/http_message.h"
#include "sync/hub/http/meters.h"

#include <functional>

namespace sightline::hub {

/// How long what was counted in the database holds, in milliseconds: watchers ask every 15 to 60 seconds.
inline constexpr qint64 gaugesEveryMs = 10'000;

/// The one page of the listener for whoever watches over the hub: GET /metrics. It names nobody and needs no token, so its listener must be
/// one that this machine alone reaches. Thread: one, its listener's, which may wait for the database.
class MetricsPage {
public:
    using Read = std::function<std::optional<HubGauges>()>;
    /// @p present sets what is known without the database.
    MetricsPage(Meters &meters, Read read, std::function<void()> present) : m_meters(meters), m_read(std::move(read)), m_present(std::move(present)) { }

    void handle(const HttpRequest &request, const Respond &respond);

private:
    Meters &m_meters;
    Read m_read;
    std::function<void()> m_present;
    std::optional<std::chrono::steady_clock::time_point> m_readAt;
};

} // namespace sightline::hub
