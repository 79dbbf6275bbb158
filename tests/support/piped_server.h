#pragma once

#include <QByteArray>

#include <sys/types.h>

#include <vector>

namespace sightline::support {

/// The words of a command as spawning takes them; they live as long as @p words.
[[nodiscard]] std::vector<char *> pointersTo(std::vector<QByteArray> &words);

/// A server of somebody else's writing as a process of its own: its first line of output is the port it chose, and it ends when its
/// standard input does, however this process ends.
class PipedServer {
public:
    enum class Complaints { Shown, Hidden };

    PipedServer() = default;
    ~PipedServer();
    PipedServer(const PipedServer &) = delete;
    PipedServer &operator=(const PipedServer &) = delete;

    /// Starts @p words, the first of which is looked for as a shell does, and waits for its port. Once only. False: there is no pipe.
    [[nodiscard]] bool start(std::vector<QByteArray> words, Complaints complaints = Complaints::Shown);
    /// 0: it did not start.
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    pid_t m_process = 0;
    int m_lifeline = -1;   ///< its standard input
    quint16 m_port = 0;
};

} // namespace sightline::support
