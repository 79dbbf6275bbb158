// The browser comes back from the council's sign-in: what ends the waiting, and what does not.
#include "sync/client/loopback_redirect.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace sightline;
using namespace sightline::sync;
using namespace Qt::StringLiterals;

namespace {

const QString ourState = u"the-state-of-this-sign-in-0123456789"_s;

/// What is answered to @p text at @p port of 127.0.0.1; "refused": nobody listens there.
QByteArray answerTo(quint16 port, const QByteArray &text, const char *host = "127.0.0.1")
{
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, host, &address.sin_addr);
    QByteArray out = "refused";
    if (::connect(handle, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0) {
        out.clear();
        qsizetype sent = 0;
        while (sent < text.size()) {
            const ssize_t taken = ::send(handle, text.constData() + sent, static_cast<std::size_t>(text.size() - sent), MSG_NOSIGNAL);
            if (taken <= 0)
                break;
            sent += taken;
        }
        char piece[4096];
        for (ssize_t n = 0; (n = ::read(handle, piece, sizeof(piece))) > 0;)
            out.append(piece, n);
    }
    ::close(handle);
    return out;
}

class LoopbackRedirectTest : public testing::Test {
protected:
    [[nodiscard]] QByteArray request(const QByteArray &target, QByteArray host = {}) const
    {
        if (host.isEmpty())
            host = "127.0.0.1:" + QByteArray::number(redirect.port());
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }
    /// Sends @p requests one after the other from another thread while this one waits, then what ends the waiting; their answers.
    QList<QByteArray> whileWaiting(const QList<QByteArray> &requests)
    {
        QList<QByteArray> answers;
        std::thread browser([&] {
            for (const QByteArray &one : requests)
                answers.append(answerTo(redirect.port(), one));
            answers.append(answerTo(redirect.port(), request(good)));
        });
        brought = redirect.wait(60'000, nullptr, u"Done <b>."_s, u"Not done."_s);
        browser.join();
        return answers;
    }

    QByteArray good = "/signed-in?code=a%20code&state=" + ourState.toLatin1() + "&iss=https%3A%2F%2Fid.example";
    LoopbackRedirect redirect { ourState, u"https://id.example"_s };
    std::optional<BroughtBack> brought;
};

} // namespace

TEST_F(LoopbackRedirectTest, TakesTheCodeThatComesWithItsState)
{
    const auto answers = whileWaiting({});
    ASSERT_TRUE(brought);
    EXPECT_EQ(brought->code, u"a code"_s);
    EXPECT_TRUE(answers.last().startsWith("HTTP/1.1 200"));
    EXPECT_TRUE(answers.last().contains("Done &lt;b&gt;.")) << "words are words";
    EXPECT_TRUE(answers.last().contains("default-src 'none'"));
    EXPECT_FALSE(answers.last().contains("a code")) << "the page says nothing of what came";
}

TEST_F(LoopbackRedirectTest, WhateverElseComesEndsNothing)
{
    const QByteArray other = QByteArray(good).replace(ourState.toLatin1(), QByteArray(ourState.size(), 'x'));
    const QList<QByteArray> hostile { request("/"),
                                      request("/favicon.ico"),
                                      request(other),
                                      request(QByteArray(good).replace("&state=" + ourState.toLatin1(), "")),
                                      request(QByteArray(good).replace("id.example", "evil.example")),
                                      request(good, "evil.example"),
                                      request(good, "localhost:" + QByteArray::number(redirect.port())),
                                      request(good).replace("GET", "POST"),
                                      request("http://evil.example" + good),
                                      "no http at all\r\n\r\n",
                                      QByteArray(64 * 1024, 'A') };
    const auto answers = whileWaiting(hostile);
    ASSERT_EQ(answers.size(), hostile.size() + 1);
    for (qsizetype i = 0; i < hostile.size() - 2; ++i)
        EXPECT_TRUE(answers.at(i).startsWith("HTTP/1.1 404")) << hostile.at(i).left(80).constData() << answers.at(i).left(80).constData();
    ASSERT_TRUE(brought);
    EXPECT_EQ(brought->code, u"a code"_s) << "planted: the right one is taken after all of them";
}

TEST_F(LoopbackRedirectTest, ASignInThatWasGivenUpThereIsTold)
{
    good = "/signed-in?error=access_denied&state=" + ourState.toLatin1();
    const auto answers = whileWaiting({});
    ASSERT_TRUE(brought);
    EXPECT_TRUE(brought->code.isEmpty());
    EXPECT_EQ(brought->problem, u"access_denied"_s);
    EXPECT_TRUE(answers.last().contains("Not done."));
}

TEST_F(LoopbackRedirectTest, ListensOnThisMachinesOwnAddressAlone)
{
    ASSERT_NE(redirect.port(), 0);
    EXPECT_EQ(answerTo(redirect.port(), {}, "127.0.0.2"), "refused") << "even another address of the loopback";
    ASSERT_EQ(whileWaiting({}).size(), 1) << "planted: at its own it is there";
    EXPECT_TRUE(brought);
}

TEST_F(LoopbackRedirectTest, WaitsNoLongerThanItIsToldOrThanThePersonWants)
{
    EXPECT_FALSE(redirect.wait(1, nullptr, {}, {}));
    const std::atomic<bool> givenUp = true;
    EXPECT_FALSE(redirect.wait(60'000, &givenUp, {}, {}));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);   // the network needs one
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
