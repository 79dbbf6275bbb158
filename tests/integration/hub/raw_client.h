#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>

namespace sightline::hub {

/// A TCP connection that sends whatever bytes it is told to: what a hostile program has.
class RawClient {
public:
    explicit RawClient(quint16 port);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    [[nodiscard]] bool isOpen() const { return m_handle >= 0; }
    /// False once the other side takes no more.
    bool send(const QByteArray &bytes);
    /// Everything until the other side closes, or @p wait has passed without a byte.
    [[nodiscard]] QByteArray readUntilClosed(std::chrono::milliseconds wait);
    /// True if the last readUntilClosed() ended because the other side closed.
    [[nodiscard]] bool wasClosed() const { return m_wasClosed; }
    /// Reads one whole HTTP answer with a Content-Length and leaves the connection open. Empty if none came.
    [[nodiscard]] QByteArray readAnswer(std::chrono::milliseconds wait);
    void close();

private:
    [[nodiscard]] qsizetype readSome(std::chrono::milliseconds wait);

    int m_handle = -1;
    bool m_wasClosed = false;
    QByteArray m_buffer;
};

/// An HTTP answer taken apart; the body is inflated.
struct RawAnswer {
    int status = 0;          ///< 0: none came
    QByteArray head;
    QByteArray body;
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

[[nodiscard]] RawAnswer parseAnswer(const QByteArray &bytes);
/// One request on a connection of its own.
[[nodiscard]] RawAnswer ask(quint16 port, const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, const QList<QByteArray> &headers = {},
                            std::chrono::milliseconds wait = std::chrono::seconds(10));
[[nodiscard]] QByteArray requestText(const QByteArray &method, const QByteArray &path, const QByteArray &body, const QList<QByteArray> &headers);

} // namespace sightline::hub
