#include "platform/linux/termination.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace sightline {
namespace {

constexpr std::array endingSignals { SIGTERM, SIGINT, SIGHUP };

/// Where the handler writes: of what a handler may do, that alone reaches an event loop. -1: nobody listens.
volatile std::sig_atomic_t toldAt = -1;

/// When it was told first, in seconds of the machine's running time; 0: it was not.
std::atomic<qint64> toldFirst = 0;
static_assert(std::atomic<qint64>::is_always_lock_free, "a handler may touch no other");

extern "C" void tell(int signal)
{
    const int was = errno;
    timespec now {};
    static_cast<void>(::clock_gettime(CLOCK_MONOTONIC, &now));
    qint64 first = 0;
    if (toldFirst.compare_exchange_strong(first, now.tv_sec + 1)) {   // never 0
        const char one = 1;
        // A pipe that is full has told already.
        [[maybe_unused]] const auto written = ::write(toldAt, &one, 1);
    } else if (now.tv_sec + 1 - first > endingPatienceSeconds) {
        static_cast<void>(std::signal(signal, SIG_DFL));
        static_cast<void>(std::raise(signal));   // comes when this returns
    }
    errno = was;
}

/// Whether whoever started this process wants @p signal to do nothing.
bool isIgnored(int signal)
{
    struct sigaction present { };
    return ::sigaction(signal, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

} // namespace

Termination::Termination(std::function<void()> then)
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    toldAt = ends[1];
    toldFirst = 0;
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [notifier = m_notifier.get(), then = std::move(then)] {
        notifier->setEnabled(false);
        then();
    });
    for (const int signal : endingSignals) {
        if (isIgnored(signal))
            continue;
        struct sigaction action { };
        action.sa_handler = &tell;
        action.sa_flags = SA_RESTART | (signal == SIGINT ? static_cast<int>(SA_RESETHAND) : 0);
        static_cast<void>(::sigaction(signal, &action, nullptr));   // refused, that signal ends the process as before
    }
}

Termination::~Termination()
{
    if (!m_notifier)
        return;
    // The handler stays and tells nobody: a signal that came now would otherwise end the process while its last words are written. SIG_IGN
    // would do that too, and would be inherited by every program that is started from here.
    const auto heard = static_cast<int>(m_notifier->socket());
    m_notifier.reset();
    const int told = toldAt;
    toldAt = -1;
    ::close(told);
    ::close(heard);
}

} // namespace sightline
