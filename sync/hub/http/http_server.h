#pragma once

#include "core/base/result.h"
#include "sync/hub/http/http_message.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <functional>
#include <memory>

namespace sightline::hub {

/// Largest header of a request, in bytes: ours are under 1 KiB, a proxy's additions under 8.
inline constexpr quint32 httpHeaderBytesMax = 16 * 1024;

struct HttpOptions {
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 0;                       ///< 0: the system picks one
    QString tlsCertificate = {};            ///< PEM chain; empty: plain http, which is for loopback only
    QString tlsKey = {};
    int threads = 2;
    int connectionsMax = 4096;
    int connectionsPerAddressMax = 1024;    ///< a whole council may come from behind one address
    /// Addresses of proxies whose X-Forwarded-For says whose request it is; from anybody else that header says nothing. Their own
    /// connections are bounded by connectionsMax alone.
    QList<QByteArray> trustedProxies = {};
    /// Bodies held at once by all connections, in bytes: 64 of the largest, or some 100,000 of the usual.
    qint64 bodiesBytesMax = 256LL * 1024 * 1024;
    std::chrono::milliseconds headerTime { 10'000 };
    std::chrono::milliseconds bodyTime { 15'000 };     ///< and a second for each 8 KiB (of a chunk of a file 2): a slow but honest link may finish a push
    std::chrono::milliseconds idleTime { 30'000 };
    std::chrono::milliseconds writeTime { 30'000 };    ///< and a second for each 8 KiB
    std::function<void(int status)> refused = {};      ///< told of what was refused before anybody looked at what was asked. Thread: any
};

/// The only place that knows sockets, HTTP and TLS (Boost.Beast, assurance.md B4). Everything a stranger can make it hold is
/// bounded: header 16 KiB, body 64 KiB (4 MiB where a token is shown, a chunk of a file 256 KiB), all bodies together, time, connections. What is not HTTP is answered 400 and closed.
class HttpServer {
public:
    /// @p handle is called for each whole request, from one of the server's threads, and must not wait.
    using Handle = std::function<void(HttpRequest, Respond)>;

    HttpServer(HttpOptions options, Handle handle);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Begins to listen and returns the port. Errors: NotAllowed (plain http on an address others can reach), InvalidInput
    /// (not an address, also of a proxy; a certificate or key that cannot be read), StorageFailure (the address is in use).
    [[nodiscard]] Result<quint16> start();
    /// Connections there are just now. Thread: any.
    [[nodiscard]] int connections() const;
    /// Takes no more connections; lets answers that are being made go out, for at most @p grace. Then closes every connection:
    /// an answer that comes later is dropped, and nothing is held any more.
    void stop(std::chrono::milliseconds grace);

private:
    struct Private;
    std::shared_ptr<Private> m;
};

} // namespace sightline::hub
