#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace sightline::hub {

/// A request that arrived whole and within the limits, as a value.
struct HttpRequest {
    QByteArray method;
    QByteArray path;               ///< without the query
    QByteArray authorization;
    QByteArray contentEncoding;
    bool acceptsGzip = false;
    QByteArray body;
    QByteArray peer;               ///< address without the port, for counting attempts
    /// Asked while an answer is held open: false once the other side has gone.
    std::function<bool()> isStillThere;
};

struct HttpResponse {
    int status = 200;
    QByteArray body;               ///< JSON, not compressed
    bool gzipBody = false;
    int retryAfterSeconds = 0;
};

/// Called once, from any thread.
using Respond = std::function<void(HttpResponse)>;

} // namespace sightline::hub
