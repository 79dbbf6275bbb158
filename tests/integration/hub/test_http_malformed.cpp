#include "sync/protocol/codec.h"
#include "tests/integration/hub/served_hub.h"

#include <cstdio>

using namespace sightline::hub;
using namespace std::chrono_literals;

namespace {

struct Malformed {
    const char *what;
    QByteArray bytes;
};

const QByteArray smuggled = "GET /v1/health HTTP/1.1\r\nHost: hub\r\n\r\n";

/// A POST whose header lines are @p lines, with a smuggled request behind its body.
QByteArray post(const QByteArray &lines, const QByteArray &body = "{}")
{
    return "POST /v1/enrol HTTP/1.1\r\nHost: hub\r\n" + lines + "\r\n" + body + smuggled;
}

QByteArray repeated(const QByteArray &line, int times)
{
    QByteArray text;
    for (int i = 0; i < times; ++i)
        text += line;
    return text;
}

QList<Malformed> corpus()
{
    using namespace std::string_literals;
    const auto bytes = [](const std::string &text) { return QByteArray::fromStdString(text); };
    return {
        { "Content-Length and Transfer-Encoding", post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") },
        { "Transfer-Encoding and Content-Length", post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n") },
        { "two different Content-Lengths", post("Content-Length: 2\r\nContent-Length: 40\r\n") },
        { "the same Content-Length twice", post("Content-Length: 2\r\nContent-Length: 2\r\n") },
        { "Content-Length list", post("Content-Length: 2, 2\r\n") },
        { "negative Content-Length", post("Content-Length: -2\r\n") },
        { "Content-Length with a plus", post("Content-Length: +2\r\n") },
        { "hexadecimal Content-Length", post("Content-Length: 0x2\r\n") },
        { "Content-Length that overflows", post("Content-Length: 99999999999999999999999\r\n") },
        { "empty Content-Length", post("Content-Length: \r\n") },
        { "Content-Length in words", post("Content-Length: two\r\n") },
        { "unknown Transfer-Encoding", post("Transfer-Encoding: gzip\r\n") },
        { "two Transfer-Encodings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") },
        { "a list of Transfer-Encodings", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n") },
        { "Transfer-Encoding with a tab", post("Transfer-Encoding:\tx\tchunked\r\n", "0\r\n\r\n") },
        { "space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n") },
        { "space before Content-Length's colon", post("Content-Length : 2\r\n") },
        { "chunk size in letters", post("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n") },
        { "negative chunk size", post("Transfer-Encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n") },
        { "chunk size that overflows", post("Transfer-Encoding: chunked\r\n", "fffffffffffffffffffff\r\n{}\r\n0\r\n\r\n") },
        { "chunk longer than it says", post("Transfer-Encoding: chunked\r\n", "1\r\n{}}}\r\n0\r\n\r\n") },
        { "bare line feeds", "GET /v1/health HTTP/1.1\nHost: hub\n\n" },
        { "bare carriage returns", "GET /v1/health HTTP/1.1\rHost: hub\r\r" },
        { "line feed inside a header", post("X: a\nContent-Length: 2\r\n") },
        { "NUL in the path", bytes("GET /v1/health\0x HTTP/1.1\r\nHost: hub\r\n\r\n"s) },
        { "NUL in a header", bytes("GET /v1/health HTTP/1.1\r\nHost: hub\r\nX: a\0b\r\n\r\n"s) },
        { "space in the path", "GET /v1/ health HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "control character in the path", "GET /v1/\x01health HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "bytes above 127 in the path", "GET /v1/\xff\xfe HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "no path", "GET  HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "path without a slash", "GET v1/health HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "a whole address as path", "GET http://elsewhere/v1/health HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "CONNECT", "CONNECT hub:443 HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "asterisk", "OPTIONS * HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "a path of 300 bytes", "GET /" + QByteArray(300, 'a') + " HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "HTTP/0.9", "GET /v1/health\r\n\r\n" },
        { "HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" },
        { "HTTP/3.7", "GET /v1/health HTTP/3.7\r\nHost: hub\r\n\r\n" },
        { "http in small letters", "GET /v1/health http/1.1\r\nHost: hub\r\n\r\n" },
        { "no Host", "GET /v1/health HTTP/1.1\r\n\r\n" },
        { "two Hosts", "GET /v1/health HTTP/1.1\r\nHost: hub\r\nHost: other\r\n\r\n" },
        { "header without a colon", "GET /v1/health HTTP/1.1\r\nHost: hub\r\nbroken\r\n\r\n" },
        { "header without a name", "GET /v1/health HTTP/1.1\r\nHost: hub\r\n: x\r\n\r\n" },
        { "header name with a space", "GET /v1/health HTTP/1.1\r\nHost: hub\r\na b: x\r\n\r\n" },
        { "header line that begins with a space", "GET /v1/health HTTP/1.1\r\n Host: hub\r\n\r\n" },
        { "method with brackets", "G<T /v1/health HTTP/1.1\r\nHost: hub\r\n\r\n" },
        { "two Authorizations", "POST /v1/sync HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\nContent-Length: 0\r\n\r\n" },
        { "two Content-Encodings", post("Content-Encoding: gzip\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n") },
        { "TLS to a plain port", QByteArray::fromHex("160301006c010000680303") + QByteArray(98, 'x') },
        { "noise", QByteArray(512, '\x80') },
        { "a header of 64 KiB", "GET /v1/health HTTP/1.1\r\nHost: hub\r\nX: " + QByteArray(64 * 1024, 'a') + "\r\n\r\n" },
        { "a header of 16 MiB", "GET /v1/health HTTP/1.1\r\nHost: hub\r\nX: " + QByteArray(16 * 1024 * 1024, 'a') + "\r\n\r\n" },
        { "100,000 headers", "GET /v1/health HTTP/1.1\r\nHost: hub\r\n" + repeated("A: b\r\n", 100'000) + "\r\n" },
        { "a body said to be 400 MB", post("Content-Length: 400000000\r\n", QByteArray(64 * 1024, 'a')) },
        { "a chunked body of 64 MiB", post("Transfer-Encoding: chunked\r\n", repeated("10000\r\n" + QByteArray(65536, 'a') + "\r\n", 1024)) },
    };
}

/// True if the hub took @p bytes for a request, and so answered something below 400 or left the connection open for more.
bool isAccepted(quint16 port, const QByteArray &bytes)
{
    RawClient client(port);
    client.send(bytes);
    const QByteArray answers = client.readUntilClosed(3s);
    const RawAnswer first = parseAnswer(answers);
    const bool answeredTwice = answers.indexOf("HTTP/1.1 ", 1) >= 0;
    const bool refused = first.status == 0 || first.status == 400 || first.status == 413 || first.status == 431;
    return !refused || answeredTwice || !client.wasClosed();
}

qint64 residentKib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

TEST(HubHttp, RefusesWhatIsNotARequestAndClosesAndStaysWell)
{
    ServedHubOptions options;
    options.http.headerTime = 1s;   // some never end their header
    ServedHub hub(options);
    int refused = 0;
    for (const Malformed &malformed : corpus()) {
        EXPECT_FALSE(isAccepted(hub.port, malformed.bytes)) << malformed.what;
        ++refused;
    }
    EXPECT_TRUE(isAccepted(hub.port, smuggled)) << "planted: a sound request is told apart";
    EXPECT_TRUE(isAccepted(hub.port, smuggled + smuggled)) << "planted: a second answer is noticed";
    EXPECT_EQ(ask(hub.port, "GET", "/v1/health").status, 200);
    std::printf("malformed requests: %d tried, all refused and closed; 2 planted sound ones accepted\n", refused);
}

TEST(HubHttp, EveryCutOfARequestLeavesItWell)
{
    ServedHubOptions options;
    options.http.headerTime = 200ms;
    options.http.bodyTime = 200ms;
    ServedHub hub(options);
    const QByteArray whole = requestText("POST", "/v1/enrol", "{\"v\":1}", {});
    for (qsizetype length = 0; length < whole.size(); ++length) {
        RawClient client(hub.port);
        client.send(whole.left(length));
    }
    EXPECT_EQ(ask(hub.port, "POST", "/v1/enrol", "{\"v\":1}").status, 400);
}

TEST(HubHttp, CutsOffWhoeverDripsWhileOthersAreServedAtOnce)
{
    ServedHubOptions options;
    options.http.headerTime = 600ms;
    ServedHub hub(options);
    std::vector<std::unique_ptr<RawClient>> drippers;
    for (int i = 0; i < 200; ++i) {
        drippers.push_back(std::make_unique<RawClient>(hub.port));
        drippers.back()->send("GET /v1/health HTTP/1.1\r\nX-Drip: ");
    }
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(ask(hub.port, "GET", "/v1/health").status, 200);
    const auto served = std::chrono::steady_clock::now() - begin;   // printed only: how fast is this machine's affair
    int cut = 0;
    while (std::chrono::steady_clock::now() - begin < 60s && cut < 200) {
        cut = 0;
        for (const auto &dripper : drippers)
            cut += dripper->send("a") && dripper->send("b") ? 0 : 1;
        std::this_thread::sleep_for(50ms);   // the drip itself
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    EXPECT_EQ(cut, 200);
    std::printf("slow headers: 200 dripping connections cut off after %lld ms (limit 600 ms); a sound request meanwhile took %lld ms\n",
                static_cast<long long>(took.count()), static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(served).count()));
}

TEST(HubHttp, HoldsNoMoreConnectionsThanItSaid)
{
    ServedHubOptions options;
    options.http.connectionsPerAddressMax = 8;
    ServedHub hub(options);
    std::vector<std::unique_ptr<RawClient>> guests;
    for (int i = 0; i < 8; ++i) {
        guests.push_back(std::make_unique<RawClient>(hub.port));
        guests.back()->send(smuggled);
        EXPECT_EQ(parseAnswer(guests.back()->readAnswer(5s)).status, 200);
    }
    RawClient ninth(hub.port);
    ninth.send(smuggled);
    EXPECT_TRUE(ninth.readUntilClosed(5s).isEmpty());
    EXPECT_TRUE(ninth.wasClosed());
    {
        // A trusted proxy brings everybody's connections.
        options.http.trustedProxies = { "127.0.0.1" };
        ServedHub behind(options);
        std::vector<std::unique_ptr<RawClient>> many;
        for (int i = 0; i < 12; ++i) {
            many.push_back(std::make_unique<RawClient>(behind.port));
            many.back()->send(smuggled);
            EXPECT_EQ(parseAnswer(many.back()->readAnswer(5s)).status, 200);
        }
    }
    guests.clear();
    int status = 0;
    for (int attempt = 0; attempt < 100 && status != 200; ++attempt) {
        status = ask(hub.port, "GET", "/v1/health", {}, {}, 1s).status;
        std::this_thread::sleep_for(20ms);   // the hub's thread has yet to see them go
    }
    EXPECT_EQ(status, 200);
}

TEST(HubHttp, WhoShowsNoTokenIsGivenNoRoomForABody)
{
    ServedHub hub;
    static constexpr qsizetype small = 64 * 1024;
    const QByteArray more(small + 1, ' ');
    // Only the head is sent: whoever is refused is refused before a byte of the body is waited for.
    const auto announce = [&hub](const QByteArray &path, const QByteArray &headers) {
        RawClient client(hub.port);
        client.send("POST " + path + " HTTP/1.1\r\nHost: hub\r\n" + headers + "Content-Length: " + QByteArray::number(small + 1) + "\r\n\r\n");
        return parseAnswer(client.readAnswer(2s)).status;
    };
    for (const QByteArray path : { "/v1/enrol", "/v1/session/refresh" }) {
        EXPECT_EQ(ask(hub.port, "POST", path, QByteArray(16 * 1024, ' ')).status, 400) << path.constData() << ": read, and found empty";
        EXPECT_EQ(announce(path, "Authorization: Bearer x\r\n"), 413) << path.constData();
    }
    for (const QByteArray path : { "/v1/sync", "/v1/digest" }) {
        EXPECT_EQ(ask(hub.port, "POST", path, QByteArray(small, ' ')).status, 401) << path.constData() << ": read, and found a stranger's";
        EXPECT_EQ(announce(path, {}), 401) << path.constData();
        EXPECT_EQ(announce(path, "Authorization: Bearer guessed\r\n"), 0) << path.constData() << ": planted, with one it is waited for";
    }
    EXPECT_EQ(ask(hub.port, "GET", "/elsewhere", more).status, 413);
}

TEST(HubHttp, BodiesTogetherAreBoundedAndWhoIsRefusedIsToldToComeBack)
{
    ServedHubOptions options;
    options.http.bodiesBytesMax = 256 * 1024;
    ServedHub hub(options);
    const auto head = [](qsizetype bytes) {
        return QByteArray("POST /v1/sync HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer x\r\nContent-Length: ") + QByteArray::number(bytes) + "\r\n\r\n";
    };
    RawClient boasting(hub.port);   // announces much, sends nothing
    boasting.send(head(4 * 1024 * 1024));
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", QByteArray(200 * 1024, ' '), { "Authorization: Bearer x" }).status, 401) << "there is room";
    RawClient large(hub.port);
    large.send(head(1024 * 1024) + QByteArray(300 * 1024, ' '));
    const RawAnswer refused = parseAnswer(large.readAnswer(5s));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("retry-after"), "2");
    for (int i = 0; i < 8; ++i)
        EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", QByteArray(200 * 1024, ' '), { "Authorization: Bearer x" }).status, 401) << "what was held is let go";
}

TEST(HubHttp, ABombIsRefusedBeforeItIsUnpackedAndMemoryStaysSmall)
{
    ServedHub hub;
    auto device = hub.device(u"practitioner-north-1"_s);
    ASSERT_TRUE(device.isEnrolled());
    const QByteArray bomb = sightline::wire::gzip(QByteArray(200 * 1024 * 1024, ' '));
    ASSERT_LT(bomb.size(), 1024 * 1024) << "a lawful size, packed";
    const qint64 before = residentKib();
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", bomb, { device.authorization(), "Content-Encoding: gzip" }).status, 413);
        EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", bomb, { "Content-Encoding: gzip" }).status, 401) << "a stranger's is not even opened";
    }
    const qint64 grown = residentKib() - before;
    EXPECT_LT(grown, 32 * 1024);
    std::printf("gzip bombs: 40 of %lld bytes (200 MiB unpacked) refused; the process grew by %lld KiB\n", static_cast<long long>(bomb.size()),
                static_cast<long long>(grown));
}
