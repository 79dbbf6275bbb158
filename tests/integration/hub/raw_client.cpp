#include "tests/integration/hub/raw_client.h"

#include "sync/protocol/codec.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sightline::hub {

RawClient::RawClient(quint16 port) : m_handle(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(m_handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(m_handle, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        close();
}

RawClient::~RawClient() { close(); }

void RawClient::close()
{
    if (m_handle >= 0)
        ::close(m_handle);
    m_handle = -1;
}

bool RawClient::send(const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (m_handle >= 0 && sent < bytes.size()) {
        const auto count = ::send(m_handle, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += count;
    }
    return m_handle >= 0;
}

/// Bytes read; 0 when closed, -1 when nothing came in time.
qsizetype RawClient::readSome(std::chrono::milliseconds wait)
{
    pollfd ready { m_handle, POLLIN, 0 };
    if (m_handle < 0 || ::poll(&ready, 1, static_cast<int>(wait.count())) <= 0)
        return m_handle < 0 ? 0 : -1;
    char chunk[16384];
    const auto count = ::recv(m_handle, chunk, sizeof chunk, 0);
    if (count <= 0)
        return 0;
    m_buffer.append(chunk, count);
    return count;
}

QByteArray RawClient::readUntilClosed(std::chrono::milliseconds wait)
{
    qsizetype count = 1;
    while (count > 0)
        count = readSome(wait);
    m_wasClosed = count == 0;
    return std::exchange(m_buffer, {});
}

QByteArray RawClient::readAnswer(std::chrono::milliseconds wait)
{
    for (;;) {
        const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
        if (headEnd >= 0) {
            const qsizetype at = m_buffer.left(headEnd).toLower().indexOf("content-length: ");
            const qsizetype length = at < 0 ? 0 : m_buffer.mid(at + 16, m_buffer.indexOf("\r\n", at) - at - 16).toLongLong();
            const qsizetype whole = headEnd + 4 + length;
            if (m_buffer.size() >= whole) {
                const QByteArray answer = m_buffer.left(whole);
                m_buffer.remove(0, whole);
                return answer;
            }
        }
        if (readSome(wait) <= 0)
            return {};
    }
}

QByteArray RawAnswer::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().toLower() == name.toLower())
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

RawAnswer parseAnswer(const QByteArray &bytes)
{
    RawAnswer answer;
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (!bytes.startsWith("HTTP/1.1 ") || headEnd < 0)
        return answer;
    answer.status = bytes.mid(9, 3).toInt();
    answer.head = bytes.left(headEnd);
    answer.body = bytes.mid(headEnd + 4);
    if (answer.header("content-encoding") == "gzip")
        answer.body = wire::gunzip(answer.body, 64LL * 1024 * 1024).valueOr({});
    return answer;
}

QByteArray requestText(const QByteArray &method, const QByteArray &path, const QByteArray &body, const QList<QByteArray> &headers)
{
    QByteArray text = method + ' ' + path + " HTTP/1.1\r\nHost: hub\r\n";
    for (const QByteArray &header : headers)
        text += header + "\r\n";
    if (!body.isEmpty() || method == "POST")
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

RawAnswer ask(quint16 port, const QByteArray &method, const QByteArray &path, const QByteArray &body, const QList<QByteArray> &headers,
              std::chrono::milliseconds wait)
{
    RawClient client(port);
    client.send(requestText(method, path, body, headers));
    return parseAnswer(client.readAnswer(wait));
}

} // namespace sightline::hub
