// One file although long: Boost.Beast is confined to it, and a session's steps are read in order.
#include "sync/hub/http/http_server.h"

#include "core/base/limits.h"
#include "sync/hub/http/forwarded.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <QHash>
#include <QLoggingCategory>

#include <netinet/tcp.h>

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

Q_LOGGING_CATEGORY(hubHttp, "sightline.hub.http")

namespace sightline::hub {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t bufferBytesMax = 64 * 1024;
/// Where our answers are long enough that packing them saves more than it costs.
constexpr qsizetype gzipFromBytes = 512;
constexpr std::size_t targetBytesMax = 256;
/// Slowest link we wait for, in bytes a second.
constexpr std::uint64_t slowestBytesPerSecond = 8 * 1024;

QByteArray toBytes(beast::string_view text) { return { text.data(), static_cast<qsizetype>(text.size()) }; }

std::chrono::milliseconds timeFor(std::chrono::milliseconds base, std::uint64_t bytes) { return base + std::chrono::seconds(bytes / slowestBytesPerSecond); }

/// Status for what the parser refused; 0 where the other side simply went.
int statusOf(const beast::error_code &error)
{
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return 431;
    if (error == http::error::body_limit)
        return 413;
    if (error == http::error::end_of_stream || error == http::error::partial_message)
        return 0;
    return error.category() == http::make_error_code(http::error::bad_method).category() ? 400 : 0;
}

/// What Beast lets through and we do not: two readers of one request must never disagree about where it ends.
bool isPlainRequest(const http::request_header<> &header)
{
    const beast::string_view target = header.target();
    const bool pathIsPlain = !target.empty() && target.front() == '/' && target.size() <= targetBytesMax
        && std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    const bool oneHost = header.count(http::field::host) == 1 || (header.version() == 10 && header.count(http::field::host) == 0);
    const auto encoding = header.find(http::field::transfer_encoding);
    const bool encodingIsPlain = encoding == header.end() || (header.version() == 11 && beast::iequals(encoding->value(), "chunked"));
    // Beast takes "2, 2" for 2; another reader of the same bytes may not.
    const beast::string_view length = header[http::field::content_length];
    const bool lengthIsPlain = header.count(http::field::content_length) == 0
        || (!length.empty() && std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; }));
    return pathIsPlain && lengthIsPlain && oneHost && encodingIsPlain && header.count(http::field::transfer_encoding) <= 1
        && header.count(http::field::content_length) + header.count(http::field::transfer_encoding) <= 1 && header.count(http::field::authorization) <= 1
        && header.count(http::field::content_encoding) <= 1;
}

/// How many connections there are, in all and from each address.
class Guests {
public:
    Guests(int max, int perAddressMax) : m_max(max), m_perAddressMax(perAddressMax) { }

    /// @p isProxy: it brings everybody's connections, so its address has no bound of its own.
    bool arrive(const QByteArray &address, bool isProxy)
    {
        const std::lock_guard lock(m_mutex);
        int &count = m_counts[address];
        if (m_total >= m_max || (count >= m_perAddressMax && !isProxy)) {
            if (count == 0)
                m_counts.remove(address);
            return false;
        }
        ++count;
        ++m_total;
        return true;
    }
    int count()
    {
        const std::lock_guard lock(m_mutex);
        return m_total;
    }
    void leave(const QByteArray &address)
    {
        const std::lock_guard lock(m_mutex);
        --m_total;
        if (--m_counts[address] == 0)
            m_counts.remove(address);
    }

private:
    std::mutex m_mutex;
    int m_max;
    int m_perAddressMax;
    int m_total = 0;
    QHash<QByteArray, int> m_counts;
};

/// How many bytes of bodies are held, by all connections together. Thread: any.
class BodyRoom {
public:
    explicit BodyRoom(qint64 bytesMax) : m_bytesMax(bytesMax) { }

    /// False, and nothing is taken, where there is no room for @p bytes more.
    bool take(qint64 bytes)
    {
        if (m_bytes.fetch_add(bytes) + bytes <= m_bytesMax)
            return true;
        m_bytes -= bytes;
        return false;
    }
    void giveBack(qint64 bytes) { m_bytes -= bytes; }

private:
    qint64 m_bytesMax;
    std::atomic<qint64> m_bytes = 0;
};

/// Only what a device sends with its token may be large; a stranger is given no room for more.
qint64 bodyBytesMaxOf(const http::request_header<> &header)
{
    const beast::string_view target = header.target();
    const beast::string_view path = target.substr(0, target.find('?'));
    const bool isChunk = header.method() == http::verb::put && path.starts_with("/v1/files/") && header.count(http::field::authorization) == 1;
    if (isChunk)
        return limits::fileChunkBytes;
    const bool mayBeLarge = (path == "/v1/sync" || path == "/v1/digest") && header.count(http::field::authorization) == 1;
    return mayBeLarge ? wire::pushInflatedBytesMax : httpSmallBodyBytesMax;
}

/// What the connection itself says, before anybody looks at what was asked.
std::string_view sentenceOf(int status)
{
    switch (status) {
    case 400: return R"({"error":"invalid_input","detail":"This is not an HTTP request we can read."})";
    case 401: return R"({"error":"not_allowed","detail":"The request carries no access token."})";
    case 503: return R"({"error":"cancelled","detail":"The hub is reading as much as it can hold. Nothing was taken; try again in a moment."})";
    default: return R"({"error":"too_large","detail":"The request is larger than the hub takes."})";
    }
}

/// What the server knows of a session of either kind.
class Connection {
public:
    virtual ~Connection() = default;
    /// Closes its socket, so that whatever it waits for ends. Thread: one that runs no handler of it at the same time.
    virtual void hangUp() = 0;
};

} // namespace

struct HttpServer::Private : std::enable_shared_from_this<HttpServer::Private> {
    Private(HttpOptions given, Handle handler)
        : options(std::move(given)), handle(std::move(handler)), acceptor(asio::make_strand(io)), retry(acceptor.get_executor()),
          guests(options.connectionsMax, options.connectionsPerAddressMax), bodies(options.bodiesBytesMax)
    {
    }

    [[nodiscard]] Result<void> readCertificate();
    [[nodiscard]] Result<quint16> listen();
    void accept();
    void welcome(tcp::socket socket);
    void know(const std::shared_ptr<Connection> &connection);
    void began();
    void ended();
    /// Hands @p work to @p executor unless the server has stopped: what is handed over then would never run and never be let go.
    template <typename Executor, typename Work>
    void hand(const Executor &executor, Work work);
    /// After the threads have ended: every connection is closed and lets go of the server, which lets go of them.
    void hangUpAll();

    HttpOptions options;
    Handle handle;
    asio::io_context io;
    std::optional<asio::ssl::context> tls;
    tcp::acceptor acceptor;
    asio::steady_timer retry;
    Guests guests;
    BodyRoom bodies;
    std::vector<std::thread> threads;

    std::mutex mutex;
    std::condition_variable quiet;
    std::list<std::weak_ptr<Connection>> connections;
    bool isOver = false;        ///< no thread runs handlers any more
    int atWork = 0;             ///< requests between arriving whole and their last byte going out
    std::atomic<bool> stopping = false;
};

namespace {

/// One connection: reads a request, hands it over, writes the answer, and again. All of it on the connection's strand.
template <typename Stream, typename ServerPrivate>
class Session : public Connection, public std::enable_shared_from_this<Session<Stream, ServerPrivate>> {
public:
    template <typename... Arguments>
    Session(std::shared_ptr<ServerPrivate> server, QByteArray peer, Arguments &&...arguments)
        : m_server(std::move(server)), m_peer(std::move(peer)), m_stream(std::forward<Arguments>(arguments)...), m_buffer(bufferBytesMax)
    {
    }
    ~Session() override
    {
        letGoOfBody();
        m_server->guests.leave(m_peer);
    }

    void begin()
    {
        m_server->know(this->shared_from_this());
        asio::dispatch(m_stream.get_executor(), [self = this->shared_from_this()] { self->greet(); });
    }

    void hangUp() override { lowest().close(); }

private:
    using Parser = http::request_parser<http::string_body>;

    [[nodiscard]] beast::tcp_stream &lowest() { return beast::get_lowest_layer(m_stream); }

    void greet()
    {
        lowest().expires_after(m_server->options.headerTime);
        if constexpr (std::is_same_v<Stream, beast::tcp_stream>) {
            awaitRequest();
        } else {
            m_stream.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](beast::error_code error) {
                if (!error)
                    self->awaitRequest();
            });
        }
    }

    /// Idle until the first byte; from then on the header's time runs.
    void awaitRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(httpHeaderBytesMax);
        m_parser->body_limit(static_cast<std::uint64_t>(wire::pushInflatedBytesMax));
        if (m_buffer.size() > 0)
            return readHeader();
        lowest().expires_after(m_isFirst ? m_server->options.headerTime : m_server->options.idleTime);
        m_isFirst = false;
        m_stream.async_read_some(m_buffer.prepare(4096), [self = this->shared_from_this()](beast::error_code error, std::size_t count) {
            if (error)
                return self->close();
            self->m_buffer.commit(count);
            self->readHeader();
        });
    }

    void readHeader()
    {
        lowest().expires_after(m_server->options.headerTime);
        http::async_read_header(m_stream, m_buffer, *m_parser, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
            if (error)
                return self->refuse(error);
            self->onHeader();
        });
    }

    void onHeader()
    {
        const auto &header = m_parser->get();
        if (!isPlainRequest(header))
            return refuseWith(400);
        const auto length = m_parser->content_length();
        const auto bytesMax = static_cast<std::uint64_t>(bodyBytesMaxOf(header));
        if (length && *length > bytesMax) {
            const bool needsToken = header.target() == "/v1/sync" || header.target() == "/v1/digest" || header.target().starts_with("/v1/files/");
            const bool tokenIsMissing = needsToken && header.count(http::field::authorization) == 0;
            return refuseWith(tokenIsMissing ? 401 : 413);
        }
        m_parser->body_limit(bytesMax);
        m_parser->eager(true);
        // A device sends two chunks at a time over what may be 64 kbit/s of which a third is lost: each gets a quarter of what else is waited for.
        const std::uint64_t share = header.method() == http::verb::put ? 4 : 1;
        lowest().expires_after(timeFor(m_server->options.bodyTime, share * length.value_or(bytesMax / 8)));
        if (beast::iequals(header[http::field::expect], "100-continue"))
            return sayContinue();
        acknowledgeAtOnce();
        readBody();
    }

    /// The other side sends header and body in pieces and holds the last one back until we acknowledge the ones before, which the
    /// system puts off for 40 ms where it expects us to speak next. Only for what comes next; best done, never needed.
    void acknowledgeAtOnce()
    {
#ifdef TCP_QUICKACK
        const int on = 1;
        static_cast<void>(::setsockopt(lowest().socket().native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on));
#endif
    }

    void sayContinue()
    {
        auto response = std::make_shared<http::response<http::empty_body>>(http::status::continue_, 11);
        http::async_write(m_stream, *response, [self = this->shared_from_this(), response](beast::error_code error, std::size_t) {
            if (error)
                return self->close();
            self->readBody();
        });
    }

    void readBody()
    {
        if (m_parser->is_done())
            return handOver();
        http::async_read_some(m_stream, m_buffer, *m_parser, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
            if (error)
                return self->refuse(error);
            // Counted as it comes, not as it is announced: whoever only announces much keeps nobody else out.
            const auto come = static_cast<qint64>(self->m_parser->get().body().size()) - self->m_bodyBytes;
            if (!self->m_server->bodies.take(come))
                return self->refuseWith(503);
            self->m_bodyBytes += come;
            self->readBody();
        });
    }

    void letGoOfBody() { m_server->bodies.giveBack(std::exchange(m_bodyBytes, 0)); }

    void handOver()
    {
        lowest().expires_never();
        auto message = m_parser->release();
        m_keepAlive = message.keep_alive();
        m_version = message.version();
        m_gone = std::make_shared<std::atomic<bool>>(false);

        HttpRequest request;
        request.method = toBytes(message.method_string());
        request.path = toBytes(message.target());
        if (const qsizetype query = request.path.indexOf('?'); query >= 0)
            request.path.truncate(query);
        request.authorization = toBytes(message[http::field::authorization]);
        request.contentEncoding = toBytes(message[http::field::content_encoding]).toLower();
        request.contentDigest = toBytes(message["Content-Digest"]);
        request.ifNoneMatch = toBytes(message[http::field::if_none_match]);
        request.acceptsGzip = http::token_list(message[http::field::accept_encoding]).exists("gzip");
        request.body = QByteArray::fromStdString(message.body());
        QByteArray forwardedFor;
        const auto forwarded = message.equal_range("X-Forwarded-For");
        for (auto field = forwarded.first; field != forwarded.second; ++field)
            forwardedFor += (forwardedFor.isEmpty() ? "" : ",") + toBytes(field->value());
        request.peer = clientAddress(m_peer, forwardedFor, m_server->options.trustedProxies);
        request.isStillThere = [gone = m_gone] { return !gone->load(); };
        m_server->began();
        m_isAtWork = true;
        watch();
        m_server->handle(std::move(request), [self = this->shared_from_this()](const HttpResponse &response) { self->respond(response); });
    }

    /// Notices while an answer is made or held open that the other side has gone.
    void watch()
    {
        lowest().socket().async_wait(tcp::socket::wait_read, [self = this->shared_from_this(), gone = m_gone](beast::error_code error) {
            if (error)
                return;
            char byte = 0;
            const auto count = ::recv(self->lowest().socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
            if (count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK))
                gone->store(true);
        });
    }

    /// Thread: any. Packs here, so that the sockets' threads do not.
    void respond(const HttpResponse &answer)
    {
        auto response = std::make_shared<http::response<http::string_body>>(static_cast<http::status>(answer.status), m_version);
        const bool isBytes = !answer.contentDigest.isEmpty();
        if (!answer.contentType.isEmpty())
            response->set(http::field::content_type, answer.contentType.toStdString());
        else
            response->set(http::field::content_type, isBytes ? "application/octet-stream" : "application/json");
        if (isBytes)
            response->set("Content-Digest", answer.contentDigest.toStdString());
        response->set(http::field::cache_control, answer.entityTag.isEmpty() ? "no-store" : "private, no-cache");
        if (!answer.entityTag.isEmpty())
            response->set(http::field::etag, "W/\"" + answer.entityTag.toStdString() + '"');   // weak: packed and plain it is the same
        response->set("X-Content-Type-Options", "nosniff");
        if (m_server->tls)   // behind a proxy that is the proxy's to say
            response->set(http::field::strict_transport_security, "max-age=63072000; includeSubDomains");
        if (!answer.requestId.isEmpty())
            response->set("X-Request-Id", answer.requestId.toStdString());
        if (answer.retryAfterSeconds > 0)
            response->set(http::field::retry_after, std::to_string(answer.retryAfterSeconds));
        const bool packs = answer.gzipBody && answer.body.size() >= gzipFromBytes;
        if (packs)
            response->set(http::field::content_encoding, "gzip");
        response->body() = packs ? wire::gzip(answer.body).toStdString() : answer.body.toStdString();
        m_server->hand(m_stream.get_executor(), [self = this->shared_from_this(), response] { self->write(response); });
    }

    void write(const std::shared_ptr<http::response<http::string_body>> &response)
    {
        letGoOfBody();   // before the answer: who has read it may find the room free
        response->keep_alive(m_keepAlive && !m_server->stopping);
        response->prepare_payload();
        lowest().expires_after(timeFor(m_server->options.writeTime, response->body().size()));
        http::async_write(m_stream, *response, [self = this->shared_from_this(), response](beast::error_code error, std::size_t) {
            self->doneWork();
            if (error || !response->keep_alive())
                return self->close();
            self->awaitRequest();
        });
    }

    void refuse(const beast::error_code &error)
    {
        const int status = statusOf(error);
        if (status == 0)
            return close();
        refuseWith(status);
    }

    /// Says so and closes: what follows a message that cannot be read cannot be trusted to be a message.
    void refuseWith(int status)
    {
        m_keepAlive = false;
        if (m_server->options.refused)
            m_server->options.refused(status);
        auto response = std::make_shared<http::response<http::string_body>>(static_cast<http::status>(status), 11);
        response->set(http::field::content_type, "application/json");
        if (status == 503)
            response->set(http::field::retry_after, "2");
        m_parser.reset();   // and with it what came of the body
        response->body() = sentenceOf(status);
        write(response);
    }

    void doneWork()
    {
        if (m_isAtWork)
            m_server->ended();
        m_isAtWork = false;
    }

    /// Half-closes and reads a little of what is still coming, so that the other side gets to see our answer.
    void close()
    {
        doneWork();
        if constexpr (std::is_same_v<Stream, beast::tcp_stream>) {
            beast::error_code ignored;   // it may be gone already
            lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
            lowest().expires_after(std::chrono::seconds(1));
            m_drained = 0;
            drain();
        } else {
            lowest().expires_after(std::chrono::seconds(1));
            m_stream.async_shutdown([self = this->shared_from_this()](beast::error_code) {});
        }
    }

    void drain()
    {
        static constexpr std::size_t drainMax = 1024 * 1024;
        lowest().async_read_some(asio::buffer(m_waste), [self = this->shared_from_this()](beast::error_code error, std::size_t count) {
            self->m_drained += count;
            if (!error && self->m_drained < drainMax)
                self->drain();
        });
    }

    std::shared_ptr<ServerPrivate> m_server;
    QByteArray m_peer;
    Stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    std::shared_ptr<std::atomic<bool>> m_gone;
    std::array<char, 4096> m_waste {};
    qint64 m_bodyBytes = 0;   ///< of the request being read or answered, as counted in the server
    std::size_t m_drained = 0;
    unsigned m_version = 11;
    bool m_keepAlive = false;
    bool m_isFirst = true;
    bool m_isAtWork = false;
};

} // namespace

void HttpServer::Private::know(const std::shared_ptr<Connection> &connection)
{
    const std::lock_guard lock(mutex);
    connections.remove_if([](const std::weak_ptr<Connection> &known) { return known.expired(); });
    connections.push_back(connection);
}

template <typename Executor, typename Work>
void HttpServer::Private::hand(const Executor &executor, Work work)
{
    const std::lock_guard lock(mutex);
    if (!isOver)
        asio::post(executor, std::move(work));
}

void HttpServer::Private::hangUpAll()
{
    {
        const std::lock_guard lock(mutex);
        isOver = true;
    }
    for (const std::weak_ptr<Connection> &known : connections) {
        if (const auto connection = known.lock())
            connection->hangUp();
    }
    connections.clear();
    io.restart();
    io.poll();   // each wait ends at once: its socket is closed
}

void HttpServer::Private::began()
{
    const std::lock_guard lock(mutex);
    ++atWork;
}

void HttpServer::Private::ended()
{
    const std::lock_guard lock(mutex);
    if (--atWork == 0)
        quiet.notify_all();
}

Result<void> HttpServer::Private::readCertificate()
{
    if (options.tlsCertificate.isEmpty() && options.tlsKey.isEmpty())
        return {};
    tls.emplace(asio::ssl::context::tls_server);
    beast::error_code error;
    tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 | asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1
                         | asio::ssl::context::no_tlsv1_1,
                     error);
    if (!error)
        tls->use_certificate_chain_file(options.tlsCertificate.toStdString(), error);
    if (error)
        return Error { ErrorCode::InvalidInput, u"The certificate in --tls-cert cannot be read as PEM."_s };
    tls->use_private_key_file(options.tlsKey.toStdString(), asio::ssl::context::pem, error);
    if (error)
        return Error { ErrorCode::InvalidInput, u"The key in --tls-key cannot be read as PEM, or is not the certificate's."_s };
    return {};
}

Result<quint16> HttpServer::Private::listen()
{
    beast::error_code error;
    const QString host = options.host == "localhost"_L1 ? u"127.0.0.1"_s : options.host;
    const auto address = asio::ip::make_address(host.toStdString(), error);
    if (error)
        return Error { ErrorCode::InvalidInput, u"\"%1\" is not an address to listen on; give an IP address, for example 127.0.0.1."_s.arg(options.host) };
    if (!tls && !address.is_loopback())
        return Error { ErrorCode::NotAllowed, u"Plain http is for this machine only. Give --tls-cert and --tls-key to listen on %1."_s.arg(options.host) };
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return Error { ErrorCode::StorageFailure,
                       u"Cannot listen on %1 port %2: %3."_s.arg(options.host).arg(options.port).arg(QString::fromStdString(error.message())) };
    return acceptor.local_endpoint().port();
}

void HttpServer::Private::accept()
{
    acceptor.async_accept(asio::make_strand(io), [self = shared_from_this()](beast::error_code error, tcp::socket socket) {
        if (!self->acceptor.is_open() || error == asio::error::operation_aborted)
            return;
        if (error) {
            // Out of descriptors, most likely: some will come free.
            qCWarning(hubHttp) << "a connection was not accepted:" << QString::fromStdString(error.message());
            self->retry.expires_after(std::chrono::milliseconds(100));
            self->retry.async_wait([self](beast::error_code cancelled) {
                if (!cancelled)
                    self->accept();
            });
            return;
        }
        self->welcome(std::move(socket));
        self->accept();
    });
}

void HttpServer::Private::welcome(tcp::socket socket)
{
    beast::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error)
        return;
    const QByteArray peer = plainAddress(QByteArray::fromStdString(endpoint.address().to_string()));
    if (!guests.arrive(peer, options.trustedProxies.contains(peer)))
        return;   // closed by its destructor
    socket.set_option(tcp::no_delay(true), error);
    if (tls)
        std::make_shared<Session<beast::ssl_stream<beast::tcp_stream>, Private>>(shared_from_this(), peer, std::move(socket), *tls)->begin();
    else
        std::make_shared<Session<beast::tcp_stream, Private>>(shared_from_this(), peer, std::move(socket))->begin();
}

HttpServer::HttpServer(HttpOptions options, Handle handle) : m(std::make_shared<Private>(std::move(options), std::move(handle))) { }

int HttpServer::connections() const { return m->guests.count(); }

HttpServer::~HttpServer() { stop(std::chrono::milliseconds(0)); }

Result<quint16> HttpServer::start()
{
    for (QByteArray &proxy : m->options.trustedProxies) {
        const QByteArray address = plainAddress(proxy);
        if (address.isEmpty())
            return Error { ErrorCode::InvalidInput,
                           u"--trusted-proxy \"%1\" is not an address; give an IP address, for example 127.0.0.1."_s.arg(QString::fromUtf8(proxy)) };
        proxy = address;
    }
    if (const auto read = m->readCertificate(); !read)
        return read.error();
    const auto port = m->listen();
    if (!port)
        return port.error();
    m->accept();
    for (int i = 0; i < m->options.threads; ++i)
        m->threads.emplace_back([server = m] { server->io.run(); });
    return *port;
}

void HttpServer::stop(std::chrono::milliseconds grace)
{
    if (m->threads.empty())
        return;
    asio::post(m->acceptor.get_executor(), [server = m] {
        beast::error_code ignored;   // nothing to do about an acceptor that will not close
        server->acceptor.close(ignored);
        server->retry.cancel();
    });
    {
        std::unique_lock lock(m->mutex);
        m->stopping = true;
        m->quiet.wait_for(lock, grace, [this] { return m->atWork == 0; });
    }
    m->io.stop();
    for (std::thread &thread : m->threads)
        thread.join();
    m->threads.clear();
    m->hangUpAll();
}

} // namespace sightline::hub
