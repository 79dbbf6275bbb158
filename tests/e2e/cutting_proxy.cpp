#include "tests/e2e/cutting_proxy.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>
#include <vector>

namespace sightline::e2e {

namespace {

int connectTo(int port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0)
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

CuttingProxy::CuttingProxy(int hubPort) : m_hubPort(hubPort)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_listener, 16) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        std::abort();
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { serve(); });
}

CuttingProxy::~CuttingProxy()
{
    m_isStopping = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
}

void CuttingProxy::cutNextAnswer(std::function<void()> onCut)
{
    m_onCut = std::move(onCut);
    m_isCutting = true;
}

void CuttingProxy::serve()
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

void CuttingProxy::forward(int client)
{
    const int hub = connectTo(m_hubPort);
    std::array<pollfd, 2> ends { pollfd { client, POLLIN, 0 }, pollfd { hub, POLLIN, 0 } };
    std::array<char, 65536> piece;
    bool hasSyncRequest = false;
    while (hub >= 0 && !m_isStopping) {
        if (::poll(ends.data(), ends.size(), 200) < 0)
            break;
        if (ends[0].revents) {
            const ssize_t got = ::read(client, piece.data(), piece.size());
            const std::string_view bytes(piece.data(), got > 0 ? static_cast<size_t>(got) : 0);
            hasSyncRequest = hasSyncRequest || bytes.find("/v1/sync") != std::string_view::npos;
            if (got <= 0 || !writeAll(hub, bytes))
                break;
        }
        if (ends[1].revents) {
            const ssize_t got = ::read(hub, piece.data(), piece.size());
            if (got <= 0)
                break;
            if (hasSyncRequest && m_isCutting.exchange(false)) {
                // The hub has committed and begun to answer; the answer goes no further.
                m_onCut();
                ++m_lost;
                break;
            }
            if (!writeAll(client, { piece.data(), static_cast<size_t>(got) }))
                break;
        }
    }
    if (hub >= 0)
        ::close(hub);
    ::close(client);
}

} // namespace sightline::e2e
