#pragma once

#include "sync/hub/http/http_server.h"
#include "sync/hub/ops/log_lines.h"
#include "sync/hub/ops/open_hub.h"

namespace sightline::hub {

struct ServeOptions {
    HttpOptions http;
    QString portFile;    ///< where the port is written once the hub listens; empty: nowhere
    std::optional<qint64> keepFreeBytes = {};   ///< disk that is left for words; none: hubFreeBytesForFilesMin
    std::optional<HttpOptions> metrics = {};    ///< where GET /metrics is answered, on this machine alone; none: nowhere
    LogLevel logUpTo = LogLevel::Notice;        ///< the least grave lines of the log
};

/// Where a hub that serves listens.
struct ServingAt {
    quint16 port = 0;
    quint16 metricsPort = 0;                    ///< 0: nowhere
};

/// Serves @p hub until SIGTERM or SIGINT, then answers what was begun and returns. Everything answered is durable before it
/// is answered, so a kill loses nothing either. Ends with an error, and its work done, where the database turned out to be another than
/// was opened (OpenHub::keepPlace). @p told is told the ports. What happens meanwhile goes to @p log. Thread: the main one, before any other
/// begins but the log's. Errors: those of HttpServer::start(), also of the listener for metrics; the database's.
[[nodiscard]] Result<void> serve(OpenHub &hub, const ServeOptions &options, LogLines &log, const std::function<void(const ServingAt &)> &told);

} // namespace sightline::hub
