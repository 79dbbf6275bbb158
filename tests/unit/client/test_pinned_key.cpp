#include "sync/client/http_transport.h"
#include "tests/support/self_signed.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QThread>

#include <gtest/gtest.h>

#include <atomic>

using namespace sightline::sync;
using namespace Qt::StringLiterals;

namespace {

/// A hub over TLS with a certificate of the test's own: answers every request, and counts the bytes that came through.
class TlsHub {
public:
    TlsHub()
    {
        m_home.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_home, [this] { listen(); }, Qt::BlockingQueuedConnection);
    }
    ~TlsHub()
    {
        QMetaObject::invokeMethod(
            &m_home, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"https://localhost:%1"_s.arg(m_port)); }
    [[nodiscard]] QByteArray keyHash() const { return QCryptographicHash::hash(own.certificate.publicKey().toDer(), QCryptographicHash::Sha256); }
    const sightline::testing::SelfSigned own = sightline::testing::selfSigned();
    std::atomic<qint64> bytes = 0;

private:
    void listen()
    {
        m_server = std::make_unique<QSslServer>();
        QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
        ssl.setLocalCertificate(own.certificate);
        ssl.setPrivateKey(own.key);
        m_server->setSslConfiguration(ssl);
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] {
            QTcpSocket *socket = m_server->nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                bytes += socket->readAll().size();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
                socket->disconnectFromHost();
            });
        });
        ASSERT_TRUE(m_server->listen(QHostAddress::LocalHost));
        m_port = m_server->serverPort();
    }

    QThread m_thread;
    QObject m_home;
    std::unique_ptr<QSslServer> m_server;
    quint16 m_port = 0;
};

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
    return RUN_ALL_TESTS();
}
