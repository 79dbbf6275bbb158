#pragma once

#include "sync/hub/http/http_server.h"
#include "sync/hub/ops/open_hub.h"

namespace sightline::hub {

struct ServeOptions {
    HttpOptions http;
    QString portFile;    ///< where the port is written once the hub listens; empty: nowhere
    std::optional<qint64> keepFreeBytes = {};   ///< disk that is left for words; none: hubFreeBytesForFilesMin
};

/// Serves @p hub until SIGTERM or SIGINT, then answers what was begun and returns. Everything answered is durable before it
/// is answered, so a kill loses nothing either. Ends with an error, and its work done, where the database turned out to be another than
/// was opened (OpenHub::keepPlace). @p told is told the port. Thread: the main one, before any other begins.
[[nodiscard]] Result<void> serve(OpenHub &hub, const ServeOptions &options, const std::function<void(quint16)> &told);

} // namespace sightline::hub
