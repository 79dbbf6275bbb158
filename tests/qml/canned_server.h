#pragma once

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

namespace sightline::testing {

/// A server that answers every request with the same bytes, or not at all. With a certificate it speaks TLS. Runs in the event loop.
class CannedServer : public QTcpServer {
public:
    explicit CannedServer(QByteArray answer = {}) : m_answer(std::move(answer))
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port for the test");
    }
    void useCertificate(const QSslCertificate &certificate, const QSslKey &key)
    {
        m_certificate = certificate;
        m_key = key;
    }
    bool hangsUp = false;   ///< closes the connection in place of an answer
    int requests = 0;

    static QByteArray answer(int status, const QByteArray &body)
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        if (!m_key.isNull()) {
            socket->setLocalCertificate(m_certificate);
            socket->setPrivateKey(m_key);
            socket->startServerEncryption();
        }
        QObject::connect(socket, &QSslSocket::readyRead, socket, [this, socket] {
            m_read[socket] += socket->readAll();
            // The body is small and comes with its head or right after; what matters here is that it was sent at all.
            if (!m_read[socket].contains("\r\n\r\n"))
                return;
            ++requests;
            m_read.remove(socket);
            if (hangsUp)
                socket->abort();
            else if (!m_answer.isEmpty())
                socket->write(m_answer);
        });
        QObject::connect(socket, &QSslSocket::disconnected, socket, [this, socket] {
            m_read.remove(socket);
            socket->deleteLater();
        });
    }

private:
    QByteArray m_answer;
    QSslCertificate m_certificate;
    QSslKey m_key;
    QHash<QSslSocket *, QByteArray> m_read;
};

} // namespace sightline::testing
