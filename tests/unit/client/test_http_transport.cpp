#include "sync/client/http_transport.h"
#include "sync/client/limits.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

#include <gtest/gtest.h>

#include <QCoreApplication>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sightline::sync {
namespace {

using namespace Qt::StringLiterals;

/// A server that reads one request a connection and says back, byte for byte, what the test wants.
class CannedServer {
public:
    CannedServer()
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_socket, 8) != 0)
            qFatal("no socket for the test");
        ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size);
        port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~CannedServer()
    {
        m_isEnding = true;
        m_thread.join();
        ::close(m_socket);
    }
    void answer(const QByteArray &bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = bytes;
    }
    QByteArray lastRequest()
    {
        const std::lock_guard lock(m_mutex);
        return m_request;
    }
    std::atomic<bool> isSilent = false;   ///< reads, and never answers
    std::atomic<int> requests = 0;
    quint16 port = 0;

private:
    bool waits(int socket) const
    {
        pollfd poll { socket, POLLIN, 0 };
        return ::poll(&poll, 1, 20) > 0;
    }
    void serve()
    {
        while (!m_isEnding) {
            if (!waits(m_socket))
                continue;
            const int client = ::accept(m_socket, nullptr, nullptr);
            readAndAnswer(client);
            ::close(client);
        }
    }
    void readAndAnswer(int client)
    {
        QByteArray in;
        qsizetype whole = -1;
        while (!m_isEnding && (whole < 0 || in.size() < whole)) {
            if (!waits(client))
                continue;
            char buffer[4096];
            const auto got = ::read(client, buffer, sizeof(buffer));
            if (got <= 0)
                return;
            in.append(buffer, got);
            const qsizetype head = in.indexOf("\r\n\r\n");
            if (whole < 0 && head >= 0) {
                const qsizetype at = in.toLower().indexOf("content-length:");
                whole = head + 4 + in.mid(at + 15, in.indexOf('\r', at) - at - 15).trimmed().toLongLong();
            }
        }
        ++requests;
        QByteArray out;
        {
            const std::lock_guard lock(m_mutex);
            m_request = in;
            out = m_answer;
        }
        while (isSilent && !m_isEnding) {
            char byte;
            if (waits(client) && ::read(client, &byte, 1) <= 0)
                return;   // the other side has given up
        }
        [[maybe_unused]] const auto written = ::write(client, out.constData(), static_cast<std::size_t>(out.size()));
    }

    int m_socket = -1;
    std::mutex m_mutex;
    QByteArray m_answer;
    QByteArray m_request;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};

QByteArray answerOf(int status, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n" + headers
        + "\r\n" + body;
}

class HttpTransportTest : public ::testing::Test {
protected:
    Reply call(Call request = { .path = u"/v1/sync"_s, .body = "{\"v\":1}", .accessToken = u"secret"_s, .timeoutMs = 5000 }) { return transport.call(request); }
    CannedServer server;
    HttpTransport transport { *hubUrlFromText(u"http://127.0.0.1:%1/hub/"_s.arg(server.port)) };
};

TEST_F(HttpTransportTest, PostsGzipWithItsTokenAndReadsGzip)
{
    server.answer(answerOf(200, wire::gzip("{\"ok\":true}"), "Content-Encoding: gzip\r\n"));
    const Reply reply = call();
    EXPECT_TRUE(reply.isOk()) << reply.detail.toStdString();
    EXPECT_EQ(reply.body, "{\"ok\":true}");
    const QByteArray request = server.lastRequest();
    EXPECT_TRUE(request.startsWith("POST /hub/v1/sync HTTP/1.1\r\n")) << request.left(80).toStdString();
    EXPECT_TRUE(request.contains("Authorization: Bearer secret\r\n"));
    EXPECT_TRUE(request.contains("Content-Encoding: gzip\r\n"));
    EXPECT_TRUE(request.contains("Accept-Encoding: gzip\r\n"));
    EXPECT_EQ(*wire::gunzip(request.mid(request.indexOf("\r\n\r\n") + 4), 100), "{\"v\":1}");
}

TEST_F(HttpTransportTest, GivesStatusAndRetryAfterOfARefusal)
{
    server.answer(answerOf(503, "{}", "Retry-After: 7\r\n"));
    const Reply reply = call();
    EXPECT_EQ(reply.kind, Reply::Kind::Answered);
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.retryAfterMs, 7000);
    for (const QByteArray &absurd : { QByteArray("9223372036854775807"), QByteArray("9300000000000000") }) {
        server.answer(answerOf(503, "{}", "Retry-After: " + absurd + "\r\n"));
        EXPECT_EQ(call().retryAfterMs, limits::retryAfterMaxMs);
    }
    server.answer(answerOf(503, "{}", "Retry-After: -5\r\n"));
    EXPECT_EQ(call().retryAfterMs, 0);
    server.answer(answerOf(401, "{}"));
    EXPECT_EQ(call().status, 401);
}

TEST_F(HttpTransportTest, SaysUnreachableWhereNobodyListens)
{
    quint16 closed = 0;
    {
        const CannedServer gone;
        closed = gone.port;
    }
    HttpTransport nobody(*hubUrlFromText(u"http://127.0.0.1:%1"_s.arg(closed)));
    EXPECT_EQ(nobody.call({ .path = u"/v1/sync"_s, .timeoutMs = 5000 }).kind, Reply::Kind::Unreachable);
}

TEST_F(HttpTransportTest, TimesOutOnAHubThatNeverAnswers)
{
    server.isSilent = true;
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(call({ .path = u"/v1/sync"_s, .timeoutMs = 200 }).kind, Reply::Kind::TimedOut);
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(4));
}

TEST_F(HttpTransportTest, IsCancelledFromAnotherThread)
{
    server.isSilent = true;
    std::thread other([this] {
        while (server.requests == 0)
            std::this_thread::yield();
        transport.cancel();
    });
    EXPECT_EQ(call({ .path = u"/v1/sync"_s, .timeoutMs = 20'000 }).kind, Reply::Kind::Cancelled);
    other.join();
}

TEST_F(HttpTransportTest, DoesNotBeginACallThatIsGivenUp)
{
    const std::atomic<bool> givenUp = true;
    EXPECT_EQ(call({ .path = u"/v1/sync"_s, .timeoutMs = 5000, .givenUp = &givenUp }).kind, Reply::Kind::Cancelled);
}

TEST_F(HttpTransportTest, AConnectionThatEndsBeforeTheAnswerIsNoAnswerWhereverItEnds)
{
    const QByteArray whole = answerOf(200, wire::gzip("{\"ok\":true}"), "Content-Encoding: gzip\r\n");
    for (const qsizetype size : { qsizetype { 0 }, qsizetype { 9 }, whole.size() / 2, whole.size() - 1 }) {
        server.answer(whole.first(size));
        const Reply reply = call();
        EXPECT_EQ(reply.kind, Reply::Kind::TimedOut) << size << ": the hub is out of reach, and the request may have arrived";
    }
    server.answer(answerOf(200, wire::gzip("{\"ok\":true}").chopped(3), "Content-Encoding: gzip\r\n"));
    EXPECT_EQ(call().kind, Reply::Kind::Broken) << "whole for HTTP, cut for gzip";
}

TEST_F(HttpTransportTest, FollowsNoRedirect)
{
    server.answer(answerOf(302, {}, "Location: http://127.0.0.1:1/\r\n"));
    const Reply reply = call();
    EXPECT_FALSE(reply.isOk());
    EXPECT_EQ(server.requests, 1);
}

TEST_F(HttpTransportTest, SendsNoPushThatIsOverTheLimitOnceCompressed)
{
    QByteArray noise(2 * 1024 * 1024, '\0');
    quint32 dice = 1;
    for (char &byte : noise)
        byte = static_cast<char>((dice = dice * 1664525 + 1013904223) >> 24);
    EXPECT_EQ(call({ .path = u"/v1/sync"_s, .body = noise, .timeoutMs = 5000 }).kind, Reply::Kind::TooLarge);
    EXPECT_EQ(server.requests, 0);
    const QByteArray most = noise.repeated(2);
    EXPECT_EQ(call({ .path = u"/v1/sync"_s, .body = most + 'x', .timeoutMs = 5000, .mayGoUnpacked = true }).kind, Reply::Kind::TooLarge);
    EXPECT_EQ(server.requests, 0);
}

/// One operation of 1.5 MiB that hardly packs would else stand before all others for ever.
TEST_F(HttpTransportTest, WhatCannotBeMadeSmallerGoesAsItIs)
{
    QByteArray noise(1536 * 1024, '\0');
    quint32 dice = 1;
    for (char &byte : noise)
        byte = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[(dice = dice * 1664525 + 1013904223) >> 26];
    ASSERT_GT(wire::gzip(noise).size(), wire::pushCompressedBytesMax);
    server.answer(answerOf(200, "{}"));
    EXPECT_EQ(call({ .path = u"/v1/sync"_s, .body = noise, .timeoutMs = 5000, .mayGoUnpacked = true }).status, 200);
    EXPECT_FALSE(server.lastRequest().contains("Content-Encoding"));
    EXPECT_TRUE(server.lastRequest().endsWith(noise));
    // What packs is packed all the same.
    EXPECT_EQ(call({ .path = u"/v1/sync"_s, .body = QByteArray(2 * 1024 * 1024, 'a'), .timeoutMs = 5000, .mayGoUnpacked = true }).status, 200);
    EXPECT_TRUE(server.lastRequest().contains("Content-Encoding: gzip"));
}

TEST_F(HttpTransportTest, RefusesABombOfAnAnswer)
{
    server.answer(answerOf(200, wire::gzip(QByteArray(20 * 1024 * 1024, 'a')), "Content-Encoding: gzip\r\n"));
    EXPECT_EQ(call().kind, Reply::Kind::Broken);
}

TEST_F(HttpTransportTest, WorksFromAThreadOfItsOwn)
{
    server.answer(answerOf(200, "{}"));
    Reply reply;
    std::thread worker([&] {
        reply = call();
        transport.leaveThread();
    });
    worker.join();
    EXPECT_TRUE(reply.isOk());
}

TEST(HubUrlTest, TakesHttpsAnywhereAndHttpOnlyToThisMachine)
{
    EXPECT_TRUE(hubUrlFromText(u"https://hub.example.org"_s));
    EXPECT_EQ(hubUrlFromText(u" https://hub.example.org/sightline/ "_s)->toString(), u"https://hub.example.org/sightline"_s);
    EXPECT_TRUE(hubUrlFromText(u"http://127.0.0.1:8080"_s));
    EXPECT_TRUE(hubUrlFromText(u"http://[::1]:8080"_s));
    EXPECT_TRUE(hubUrlFromText(u"http://localhost:8080"_s));
    for (const QString &bad : { u""_s, u"hub"_s, u"http://hub.example.org"_s, u"http://127.0.0.1.example.org"_s, u"ftp://hub"_s, u"https://a:b@hub"_s,
                                u"https://hub?x=1"_s, u"https://hub#x"_s, u"https://"_s, u"https://hub:99999"_s }) {
        const auto url = hubUrlFromText(bad);
        ASSERT_FALSE(url) << bad.toStdString();
        EXPECT_TRUE(url.error().detail.endsWith(u'.'));
    }
}

} // namespace
} // namespace sightline::sync

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
