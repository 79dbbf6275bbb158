#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>

namespace sightline::sync {

/// One call to the hub. Bodies are JSON as the codec writes it; compressing is the transport's affair.
struct Call {
    enum class Method { Post, Get, Put, Delete };
    QString path;              ///< "/v1/sync"
    QByteArray body;
    QString accessToken;       ///< empty: without authorisation (enrolment, renewal)
    int timeoutMs = 30'000;    ///< until the answer is here whole
    const std::atomic<bool> *givenUp = nullptr;   ///< once true the call is not begun: cancel() may come just before it
    bool mayGoUnpacked = false;                      ///< where packing does not bring the body within wire::pushCompressedBytesMax
    Method method = Method::Post;                    ///< Put: the body is bytes and goes as it is, with its digest; Get and Delete: there is none
    QByteArray contentDigest = {};                   ///< of Put
};

struct Reply {
    enum class Kind {
        Answered,      ///< the hub answered: look at `status`
        Unreachable,   ///< nothing was sent: no network, no such host, nobody listens
        TimedOut,      ///< no whole answer: not in time, or the connection ended first. The request may have arrived
        Broken,        ///< an answer came and cannot be read; the request has arrived somewhere
        Refused,       ///< we do not trust who answered (certificate, pin), or the address is not allowed
        TooLarge,      ///< over the push limit once compressed; nothing was sent
        Cancelled,     ///< cancel() was called
    };
    Kind kind = Kind::Unreachable;
    int status = 0;
    QByteArray body;           ///< decompressed
    QByteArray contentDigest = {};   ///< as the hub gave it with bytes
    qint64 retryAfterMs = 0;
    QString detail;            ///< for logs: no personal data

    [[nodiscard]] bool isOk() const { return kind == Kind::Answered && status == 200; }
    /// Whether the hub may have taken what was sent, though no answer came.
    [[nodiscard]] bool mayHaveArrived() const { return kind == Kind::TimedOut || kind == Kind::Broken || kind == Kind::Cancelled; }
};

/// How the device reaches the hub. Over HTTP in the product, straight into the hub's service in tests.
/// call() blocks and belongs to one thread at a time; cancel() may come from any thread and ends the open call only.
class Transport {
public:
    virtual ~Transport() = default;
    [[nodiscard]] virtual Reply call(const Call &call) = 0;
    virtual void cancel() = 0;
    /// The thread that called is about to end: lets go of what belongs to it. A later call() begins anew.
    virtual void leaveThread() { }
};

} // namespace sightline::sync
