#include "platform/linux/termination.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace sightline {
namespace {

constexpr std::array endingSignals { SIGTERM, SIGINT, SIGHUP };

/// Where the handler writes: of what a handler may do, that alone reaches an event loop.
volatile std::sig_atomic_t toldAt = -1;

extern "C" void tell(int)
{
    const char one = 1;
    // A pipe that is full has told already.
    [[maybe_unused]] const auto written = ::write(toldAt, &one, 1);
}

} // namespace

Termination::Termination(std::function<void()> then)
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    toldAt = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [notifier = m_notifier.get(), then = std::move(then)] {
        notifier->setEnabled(false);
        then();
    });
    struct sigaction action { };
    action.sa_handler = &tell;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    for (const int signal : endingSignals)
        static_cast<void>(::sigaction(signal, &action, nullptr));   // refused, that signal ends the process as before
}

Termination::~Termination()
{
    if (!m_notifier)
        return;
    for (const int signal : endingSignals)
        static_cast<void>(std::signal(signal, SIG_DFL));
    const auto heard = static_cast<int>(m_notifier->socket());
    m_notifier.reset();
    ::close(toldAt);
    toldAt = -1;
    ::close(heard);
}

} // namespace sightline
