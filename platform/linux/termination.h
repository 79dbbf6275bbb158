#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace sightline {

/// Hears when this process is asked to end (SIGTERM, SIGINT, SIGHUP: the session ends, the terminal closes, Ctrl+C) and does @p then in
/// its event loop, once: there what was typed can be kept. Asked a second time it ends at once, as it would without this.
/// One at a time. Where the system refuses the means for it, everything is as without it. Thread: user interface.
class Termination {
public:
    explicit Termination(std::function<void()> then);
    ~Termination();
    Q_DISABLE_COPY_MOVE(Termination)

private:
    std::unique_ptr<QSocketNotifier> m_notifier;   ///< of the end of a pipe that the signals' handler writes to
};

} // namespace sightline
