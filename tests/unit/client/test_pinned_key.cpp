#include "sync/client/http_transport.h"
#include "tests/support/self_signed.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QThread>

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace sightline::sync;
using namespace Qt::StringLiterals;

namespace {

/// A hub over TLS with a certificate of the test's own: answers every request, and counts the bytes that came through.
class TlsHub {
public:
    TlsHub() : m_thread([this] { serve(); }) { m_listening.acquire(); }
    ~TlsHub()
    {
        QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection);
        m_thread.join();
    }
    TlsHub(const TlsHub &) = delete;
    TlsHub &operator=(const TlsHub &) = delete;
    [[nodiscard]] QUrl url() const { return QUrl(u"https://localhost:%1"_s.arg(m_port)); }
    [[nodiscard]] QByteArray keyHash() const { return QCryptographicHash::hash(own.certificate.publicKey().toDer(), QCryptographicHash::Sha256); }
    const sightline::testing::SelfSigned own = sightline::testing::selfSigned();
    std::atomic<qint64> bytes = 0;

private:
    void serve()
    {
        QEventLoop loop;
        m_loop = &loop;
        QSslServer server;
        QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
        ssl.setLocalCertificate(own.certificate);
        ssl.setPrivateKey(own.key);
        server.setSslConfiguration(ssl);
        QObject::connect(&server, &QTcpServer::pendingConnectionAvailable, &server, [this, &server] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                bytes += socket->readAll().size();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
                socket->disconnectFromHost();
            });
        });
        EXPECT_TRUE(server.listen(QHostAddress::LocalHost));
        m_port = server.serverPort();
        m_listening.release();
        loop.exec();
    }

    QEventLoop *m_loop = nullptr;   ///< set before `m_listening` is released, then the thread's own
    quint16 m_port = 0;             ///< as `m_loop`
    std::binary_semaphore m_listening { 0 };
    std::thread m_thread;           ///< joined, for the reason of letNetworkThreadsEnd()
};

/// Qt's network thread is waited for by `QThread::wait`, which returns while OpenSSL still gives back what it kept for
/// that thread; a process that ends just then is told it leaks. Only threads of QNetworkAccessManager: they end by themselves.
void letNetworkThreadsEnd()
{
    const auto isRunning = [] {
        for (const QString &task : QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile name(u"/proc/self/task/%1/comm"_s.arg(task));
            if (name.open(QIODevice::ReadOnly) && name.readAll().startsWith("QNetworkAccess"))
                return true;
        }
        return false;
    };
    for (QDeadlineTimer patience(10'000); isRunning() && !patience.hasExpired();)
        QThread::yieldCurrentThread();
}

class PinnedKeyTest : public ::testing::Test {
protected:
    ~PinnedKeyTest() override { QSslConfiguration::setDefaultConfiguration(usual); }
    /// As a device whose administrator has put the council's certificate among those it trusts.
    void trustTheCertificate()
    {
        QSslConfiguration ssl = usual;
        ssl.setCaCertificates({ hub.own.certificate });
        QSslConfiguration::setDefaultConfiguration(ssl);
    }
    Reply call(HttpTransport::PinCheck pins = {})
    {
        HttpTransport transport(hub.url(), std::move(pins));
        return transport.call({ .path = u"/v1/sync"_s, .body = "{\"v\":1}", .accessToken = u"secret"_s, .timeoutMs = 10'000 });
    }

    const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
    TlsHub hub;
};

} // namespace

TEST_F(PinnedKeyTest, ACertificateNobodyVouchesForGetsNoByte)
{
    EXPECT_EQ(call().kind, Reply::Kind::Refused);
    EXPECT_EQ(hub.bytes, 0);
}

TEST_F(PinnedKeyTest, AKeyThatIsNotThePinnedOneGetsNoByteThoughItsCertificateIsGood)
{
    trustTheCertificate();
    QList<QByteArray> shown;
    const Reply refused = call([&shown](const QList<QByteArray> &hashes) {
        shown = hashes;
        return false;
    });
    EXPECT_EQ(refused.kind, Reply::Kind::Refused);
    EXPECT_EQ(hub.bytes, 0);
    EXPECT_EQ(shown.value(0), hub.keyHash()) << "the hub's own comes first";
}

TEST_F(PinnedKeyTest, ThePinnedKeyIsSpokenTo)
{
    trustTheCertificate();
    const Reply answered = call([this](const QList<QByteArray> &hashes) { return hashes.contains(hub.keyHash()); });
    EXPECT_EQ(answered.kind, Reply::Kind::Answered);
    EXPECT_EQ(answered.status, 200);
    EXPECT_GT(hub.bytes, 0) << "which is what the other tests would have seen";
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    const int failed = RUN_ALL_TESTS();
    letNetworkThreadsEnd();
    return failed;
}
