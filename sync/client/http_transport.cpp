#include "sync/client/http_transport.h"

#include "sync/client/limits.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

#include <QCryptographicHash>
#include <QEventLoop>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTimer>

#include <mutex>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(const QString &host) { return host == "localhost"_L1 || QHostAddress(host).isLoopback(); }

Error badUrl(const QString &why) { return { ErrorCode::InvalidInput, u"The hub's address %1; give it like https://hub.example.org."_s.arg(why) }; }

Reply::Kind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError: return Reply::Kind::Unreachable;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::RemoteHostClosedError:         // a hub that stops, or a network that ends, in the middle: nobody
    case QNetworkReply::ProxyConnectionClosedError:    // has said anything wrong, there is just no answer
        return Reply::Kind::TimedOut;
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::InsecureRedirectError: return Reply::Kind::Refused;
    default: return Reply::Kind::Broken;
    }
}

QList<QByteArray> publicKeyHashes(const QSslConfiguration &ssl)
{
    QList<QByteArray> hashes;
    for (const QSslCertificate &certificate : ssl.peerCertificateChain())
        hashes.append(QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256));
    return hashes;
}

QNetworkRequest requestFor(const QUrl &base, const Call &call, bool isPacked)
{
    QUrl url = base;
    url.setPath(base.path() + call.path);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
    ssl.setProtocol(QSsl::TlsV1_2OrLater);
    request.setSslConfiguration(ssl);
    if (call.method == Call::Method::Post || call.method == Call::Method::Put)
        request.setHeader(QNetworkRequest::ContentTypeHeader, call.method == Call::Method::Put ? "application/octet-stream" : "application/json");
    if (!call.contentDigest.isEmpty())
        request.setRawHeader("Content-Digest", call.contentDigest);
    if (isPacked)
        request.setRawHeader("Content-Encoding", "gzip");
    request.setRawHeader("Accept-Encoding", "gzip");   // set by us, so Qt leaves the bytes alone and we bound them
    request.setRawHeader("User-Agent", "Sightline");
    if (!call.accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + call.accessToken.toLatin1());
    return request;
}

} // namespace

Result<QUrl> hubUrlFromText(const QString &text)
{
    QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return badUrl(u"cannot be understood"_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return badUrl(u"must not hold a user name, a question mark or a hash sign"_s);
    const QString scheme = url.scheme();
    if (scheme != "https"_L1 && scheme != "http"_L1)
        return badUrl(u"must begin with https://"_s);
    if (scheme == "http"_L1 && !isThisMachine(url.host()))
        return Error { ErrorCode::NotAllowed, badUrl(u"is not encrypted: http is only for a hub on this machine"_s).detail };
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return url;
}

struct HttpTransport::Private {
    QUrl base;
    PinCheck pinCheck;
    Traffic traffic;
    std::unique_ptr<QNetworkAccessManager> network;   ///< lives on the calling thread
    std::mutex mutex;
    QEventLoop *open = nullptr;                       ///< guarded; the open call's
    bool cancelled = false;                           ///< guarded

    /// The answer as it comes in, bounded.
    struct Incoming {
        QByteArray bytes;
        bool tooLong = false;
        bool untrusted = false;
        bool timedOut = false;
        bool cancelled = false;
    };

    void await(QNetworkReply &reply, Incoming &in, const Call &call);
    Reply read(QNetworkReply &reply, const Incoming &in) const;
};

void HttpTransport::Private::await(QNetworkReply &reply, Incoming &in, const Call &call)
{
    QEventLoop loop;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        in.timedOut = true;
        loop.quit();
    });
    QObject::connect(&reply, &QNetworkReply::readyRead, &loop, [&] {
        in.bytes += reply.readAll();
        in.tooLong = in.bytes.size() > wire::answerInflatedBytesMax;
        if (in.tooLong)
            loop.quit();
    });
    QObject::connect(&reply, &QNetworkReply::encrypted, &loop, [&] {
        in.untrusted = pinCheck && !pinCheck(publicKeyHashes(reply.sslConfiguration()));
        if (in.untrusted)
            reply.abort();   // at once: nothing of the request goes to it; the loop ends with `finished`
    });
    {
        const std::lock_guard lock(mutex);
        in.cancelled = cancelled || (call.givenUp && call.givenUp->load());
        if (in.cancelled)
            return;
        open = &loop;
    }
    timer.start(call.timeoutMs);
    if (!reply.isFinished())
        loop.exec();
    const std::lock_guard lock(mutex);
    open = nullptr;
    in.cancelled = cancelled && !reply.isFinished();
}

Reply HttpTransport::Private::read(QNetworkReply &reply, const Incoming &in) const
{
    if (in.untrusted)
        return { .kind = Reply::Kind::Refused, .detail = u"the hub's key is not the one this device knows"_s };
    if (in.tooLong)
        return { .kind = Reply::Kind::Broken, .detail = u"the answer is too long"_s };
    if (in.cancelled)
        return { .kind = Reply::Kind::Cancelled };
    if (in.timedOut)
        return { .kind = Reply::Kind::TimedOut, .detail = u"no answer in time"_s };
    Reply out;
    out.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool wasCut = reply.error() != QNetworkReply::NoError && reply.error() < QNetworkReply::ContentAccessDenied;
    if (out.status == 0 || wasCut) {
        out.kind = kindOf(reply.error());
        out.detail = u"network error %1"_s.arg(static_cast<int>(reply.error()));
        return out;
    }
    out.kind = Reply::Kind::Answered;
    out.contentDigest = reply.rawHeader("Content-Digest");
    out.retryAfterMs = qBound<qint64>(0, reply.rawHeader("Retry-After").toLongLong(), limits::retryAfterMaxMs / 1000) * 1000;
    if (reply.rawHeader("Content-Encoding") != "gzip") {
        out.body = in.bytes;
        return out;
    }
    auto body = wire::gunzip(in.bytes, wire::answerInflatedBytesMax);
    if (!body)
        return { .kind = Reply::Kind::Broken, .detail = body.error().detail };
    out.body = *std::move(body);
    return out;
}

HttpTransport::HttpTransport(QUrl base, PinCheck pinCheck) : m(std::make_unique<Private>())
{
    m->base = std::move(base);
    m->pinCheck = std::move(pinCheck);
}

HttpTransport::~HttpTransport() = default;

Reply HttpTransport::call(const Call &call)
{
    const bool isAllowed = m->base.scheme() == "https"_L1 || isThisMachine(m->base.host());
    if (!isAllowed)
        return { .kind = Reply::Kind::Refused, .detail = u"plain http is only for this machine"_s };
    // Text that hardly packs (a picture pasted as letters) can be over the bound on packed bytes though it is within that on its own:
    // what cannot be made smaller goes as it is.
    const bool isPost = call.method == Call::Method::Post;
    QByteArray packed = isPost ? wire::gzip(call.body) : call.body;
    const bool isPacked = isPost && (packed.size() <= wire::pushCompressedBytesMax || !call.mayGoUnpacked);
    if (!isPacked)
        packed = call.body;
    if (packed.size() > (isPacked ? wire::pushCompressedBytesMax : wire::pushInflatedBytesMax))
        return { .kind = Reply::Kind::TooLarge, .detail = u"%1 bytes"_s.arg(packed.size()) };
    {
        const std::lock_guard lock(m->mutex);
        m->cancelled = false;
    }
    if (!m->network) {
        m->network = std::make_unique<QNetworkAccessManager>();
        m->network->setAutoDeleteReplies(false);
    }
    const QNetworkRequest request = requestFor(m->base, call, isPacked);
    const auto send = [&]() -> QNetworkReply * {
        switch (call.method) {
        case Call::Method::Post: return m->network->post(request, packed);
        case Call::Method::Put: return m->network->put(request, packed);
        case Call::Method::Delete: return m->network->deleteResource(request);
        case Call::Method::Get: break;
        }
        return m->network->get(request);
    };
    const std::unique_ptr<QNetworkReply> reply(send());
    Private::Incoming in;
    m->await(*reply, in, call);
    if (reply->isFinished() && !in.tooLong && !in.untrusted)
        in.bytes += reply->readAll();
    m->traffic.requests += 1;
    m->traffic.bytesOut += packed.size();
    m->traffic.bytesIn += in.bytes.size();
    Reply out = m->read(*reply, in);
    if (!reply->isFinished())
        reply->abort();
    return out;
}

void HttpTransport::cancel()
{
    const std::lock_guard lock(m->mutex);
    m->cancelled = true;
    if (m->open)
        QMetaObject::invokeMethod(m->open, &QEventLoop::quit, Qt::QueuedConnection);
}

HttpTransport::Traffic HttpTransport::traffic() const { return m->traffic; }

void HttpTransport::leaveThread() { m->network.reset(); }

} // namespace sightline::sync
