#pragma once

#include "core/base/random_source.h"
#include "sync/hub/http/http_message.h"
#include "sync/hub/http/meters.h"
#include "sync/hub/ops/log_lines.h"

#include <atomic>

namespace sightline::hub {

/// Gives each request an id, which its answer carries, counts it, and writes a line of the log when it is answered: id, address by the
/// table's name, method, status, time and bytes. Neither address nor query as they were sent, no header, no peer, nobody's id. Thread: any.
class RequestWatch {
public:
    using Handle = std::function<void(HttpRequest, Respond)>;
    RequestWatch(RandomSource &random, Meters &meters, LogLines &log, Handle handle);

    void handle(HttpRequest request, Respond respond);

private:
    [[nodiscard]] QByteArray nextId();

    const QByteArray m_start;                ///< of the ids: no two of one day are alike, whichever hub gave them
    std::atomic<quint64> m_count = 0;
    Meters &m_meters;
    LogLines &m_log;
    Handle m_handle;
};

} // namespace sightline::hub
