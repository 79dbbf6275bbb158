#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace sightline::hub {

/// Largest body of a request that carries no token, in bytes, packed or not: to enrol or to renew takes under 2 KiB.
inline constexpr qint64 httpSmallBodyBytesMax = 64 * 1024;

/// A request that arrived whole and within the limits, as a value.
struct HttpRequest {
    QByteArray method;
    QByteArray path;               ///< without the query
    QByteArray authorization;
    QByteArray contentEncoding;
    QByteArray contentDigest;      ///< RFC 9530: of what the sender sent
    bool acceptsGzip = false;
    QByteArray ifNoneMatch;        ///< RFC 9110, as it was sent
    QByteArray body;
    QByteArray peer;               ///< address without the port, for counting attempts
    /// Asked while an answer is held open: false once the other side has gone.
    std::function<bool()> isStillThere;
};

struct HttpResponse {
    int status = 200;
    QByteArray body;               ///< JSON, not compressed; of a chunk its bytes
    bool gzipBody = false;
    int retryAfterSeconds = 0;
    QByteArray contentDigest = {}; ///< not empty: the body is bytes, not JSON
    QByteArray contentType = {};   ///< not empty: the body is of this type, not JSON
    QByteArray entityTag = {};     ///< without its quotes; not empty: whoever asked may keep the answer to themselves and ask whether it is still so
    QByteArray requestId = {};     ///< not empty: X-Request-Id, by which the log is searched
    bool wasHeld = false;          ///< it waited for something new
};

/// Called once, from any thread.
using Respond = std::function<void(HttpResponse)>;

} // namespace sightline::hub
