#pragma once

#include "core/base/result.h"
#include "sync/client/transport.h"

#include <QList>
#include <QUrl>

#include <functional>
#include <memory>

namespace sightline::sync {

/// Is @p url one we may talk to? https anywhere; http only to this machine (decisions 18). Returns it in clean form.
/// Errors: InvalidInput, NotAllowed (http to another machine), as one sentence for the person who typed it.
[[nodiscard]] Result<QUrl> hubUrlFromText(const QString &text);

/// The hub over HTTP/1.1 and TLS 1.2 or later. Needs a QCoreApplication, but no event loop of the caller's: each call runs
/// its own. No redirects, cookies or caches; certificate errors are never ignored. The only file that knows QtNetwork.
class HttpTransport final : public Transport {
public:
    /// Given the SHA-256 of the public key (SubjectPublicKeyInfo) of each certificate the hub shows, its own first: may we go
    /// on? Asked after the system has accepted the chain. Thread: the caller's of call().
    using PinCheck = std::function<bool(const QList<QByteArray> &publicKeyHashes)>;

    /// @p base comes from hubUrlFromText().
    explicit HttpTransport(QUrl base, PinCheck pinCheck = {});
    ~HttpTransport() override;

    [[nodiscard]] Reply call(const Call &call) override;
    void cancel() override;
    void leaveThread() override;

    /// What has gone over the wire so far, bodies only. Thread: the one that calls.
    struct Traffic {
        qint64 requests = 0;
        qint64 bytesOut = 0;
        qint64 bytesIn = 0;
    };
    [[nodiscard]] Traffic traffic() const;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace sightline::sync
