#include "sync/client/loopback_redirect.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype redirectHeadBytesMax = 16 * 1024;
constexpr int redirectConnectionsMax = 16;
/// How long one request may take; a browser's comes at once.
constexpr int redirectRequestMs = 10'000;
constexpr int lookForGivenUpMs = 100;

/// The same time for every text of one length.
bool isSame(const QString &a, const QString &b)
{
    if (a.size() != b.size())
        return false;
    ushort different = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        different |= a.at(i).unicode() ^ b.at(i).unicode();
    return different == 0;
}

QByteArray pageOf(int status, const QString &words)
{
    const QByteArray body =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Sightline</title>"
        "<style>body{font:1.25rem/1.5 sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem}</style></head><body><h1>Sightline</h1><p role=\"status\">"
        + words.toHtmlEscaped().toUtf8() + "</p></body></html>";
    return "HTTP/1.1 " + QByteArray::number(status) + (status == 200 ? " OK" : " Not Found")
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
          "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n"
          "Connection: close\r\n\r\n"
        + body;
}

} // namespace

struct LoopbackRedirect::Private {
    QString state;
    QString issuer;
    QTcpServer server;
    std::optional<BroughtBack> brought;
    QString doneText;
    QString failedText;
    QEventLoop *waiting = nullptr;
    int connections = 0;

    void take(QTcpSocket *socket);
    void read(QTcpSocket *socket);
    [[nodiscard]] std::optional<BroughtBack> readHead(const QByteArray &head) const;
};

/// None: it is not what the provider sends back.
std::optional<BroughtBack> LoopbackRedirect::Private::readHead(const QByteArray &head) const
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    if (first.size() != 3 || first.at(0) != "GET" || !first.at(2).startsWith("HTTP/1."))
        return std::nullopt;
    // A name of somebody else's that leads to this machine is not this machine.
    const QByteArray host = "host: 127.0.0.1:" + QByteArray::number(server.serverPort());
    bool isForUs = false;
    for (const QByteArray &line : lines)
        isForUs = isForUs || line.trimmed().toLower() == host;
    const QUrl url = QUrl::fromEncoded(first.at(1), QUrl::StrictMode);
    if (!isForUs || !first.at(1).startsWith("/signed-in?") || !url.isValid())
        return std::nullopt;
    const QUrlQuery query(url);
    const auto member = [&query](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    if (!isSame(member(u"state"_s), state) || (query.hasQueryItem(u"iss"_s) && member(u"iss"_s) != issuer))
        return std::nullopt;
    static constexpr qsizetype problemLengthMax = 60;
    return BroughtBack { member(u"code"_s), member(u"error"_s).left(problemLengthMax) };
}

void LoopbackRedirect::Private::read(QTcpSocket *socket)
{
    if (socket->state() != QAbstractSocket::ConnectedState)
        return;   // it has its answer
    const QByteArray head = socket->peek(redirectHeadBytesMax);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0 && head.size() < redirectHeadBytesMax)
        return;
    const auto back = end < 0 || brought ? std::nullopt : readHead(head.left(end));
    socket->write(back ? pageOf(200, back->code.isEmpty() ? failedText : doneText) : pageOf(404, u"There is nothing here."_s));
    socket->disconnectFromHost();
    if (!back)
        return;
    brought = back;
    // Not before the browser has its page.
    QObject::connect(socket, &QTcpSocket::disconnected, &server, [this] {
        if (waiting)
            waiting->quit();
    });
    if (socket->state() == QAbstractSocket::UnconnectedState && waiting)
        waiting->quit();
}

void LoopbackRedirect::Private::take(QTcpSocket *socket)
{
    if (++connections > redirectConnectionsMax)
        socket->abort();
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, [this, socket] {
        --connections;
        socket->deleteLater();
    });
    QTimer::singleShot(redirectRequestMs, socket, &QTcpSocket::abort);
    if (socket->state() == QAbstractSocket::UnconnectedState) {   // it went before anybody listened to its going
        --connections;
        socket->deleteLater();
    }
}

LoopbackRedirect::LoopbackRedirect(QString state, QString issuer) : m(std::make_unique<Private>())
{
    m->state = std::move(state);
    m->issuer = std::move(issuer);
    m->server.setMaxPendingConnections(redirectConnectionsMax);
    QObject::connect(&m->server, &QTcpServer::newConnection, &m->server, [this] {
        while (QTcpSocket *socket = m->server.nextPendingConnection())
            m->take(socket);
    });
    m->server.listen(QHostAddress(QHostAddress::LocalHost), 0);
}

LoopbackRedirect::~LoopbackRedirect() = default;

quint16 LoopbackRedirect::port() const { return m->server.isListening() ? m->server.serverPort() : quint16(0); }

std::optional<BroughtBack> LoopbackRedirect::wait(int waitMs, const std::atomic<bool> *givenUp, const QString &doneText, const QString &failedText)
{
    m->doneText = doneText;
    m->failedText = failedText;
    QEventLoop loop;
    QTimer look;
    QElapsedTimer since;
    since.start();
    // Whoever gives up only sets a mark, on another thread.
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        const bool isOver = (givenUp && givenUp->load()) || since.elapsed() >= waitMs;
        if (isOver || (m->brought && m->connections == 0))
            loop.quit();
    });
    look.start(lookForGivenUpMs);
    m->waiting = &loop;
    const bool isGivenUpAlready = givenUp && givenUp->load();
    if (!isGivenUpAlready)
        loop.exec();
    m->waiting = nullptr;
    return m->brought;
}

} // namespace sightline::sync
