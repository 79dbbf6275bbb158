#include "tests/support/bad_link.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace sightline::support {

namespace {

constexpr size_t pieceBytes = 1400;

sockaddr_in loopback(int port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// Small buffers, so that who sends feels how slow the line is.
void keepLittle(int fd)
{
    const int bytes = 8 * 1024;
    ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int connectTo(int port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    keepLittle(fd);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
}

} // namespace

BadLink::BadLink(int hubPort, Quality quality) : m_quality(quality), m_hubPort(hubPort), m_random(quality.seed)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    keepLittle(m_listener);   // what it accepts inherits it
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_listener, 16) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        std::abort();
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { serve(); });
}

BadLink::~BadLink()
{
    m_isStopping = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
}

bool BadLink::carry(size_t bytes)
{
    const auto time = std::chrono::microseconds(static_cast<long long>(bytes) * 8 * 1'000'000 / m_quality.bitsPerSecond);
    for (int lost = 0; lost < m_quality.givesUpAfter && !m_isStopping; ++lost) {
        const std::lock_guard line(m_line);
        std::this_thread::sleep_for(time);
        if (static_cast<int>(m_random() % 100) >= m_quality.lossPercent)
            return true;
    }
    return false;
}

void BadLink::serve()
{
    std::vector<std::thread> lines;
    while (!m_isStopping) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            break;
        lines.emplace_back([this, client] { forward(client); });
    }
    for (std::thread &line : lines)
        line.join();
}

void BadLink::forward(int client)
{
    const int hub = connectTo(m_hubPort);
    std::array<pollfd, 2> ends { pollfd { client, POLLIN, 0 }, pollfd { hub, POLLIN, 0 } };
    std::array<char, pieceBytes> piece;
    bool isWhole = hub >= 0;
    while (isWhole && !m_isStopping) {
        if (::poll(ends.data(), ends.size(), 200) < 0)
            break;
        for (size_t from = 0; from < ends.size() && isWhole; ++from) {
            if (!ends[from].revents)
                continue;
            const ssize_t got = ::read(ends[from].fd, piece.data(), piece.size());
            const auto bytes = static_cast<size_t>(got > 0 ? got : 0);
            const bool arrived = bytes > 0 && carry(bytes);
            m_cuts += bytes > 0 && !arrived && !m_isStopping ? 1 : 0;
            m_bytesUp += from == 0 && arrived ? got : 0;
            isWhole = arrived && writeAll(ends[1 - from].fd, { piece.data(), bytes });
        }
    }
    if (hub >= 0)
        ::close(hub);
    ::close(client);
}

} // namespace sightline::support
