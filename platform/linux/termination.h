#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace sightline {

/// Hears when this process is asked to end (SIGTERM, SIGINT, SIGHUP: the session ends, the terminal closes, Ctrl+C) and does @p then in
/// its event loop, once: there what was typed can be kept. Asked again it goes on keeping, for a terminal that closes may ask twice at once:
/// SIGTERM and SIGHUP end it as they stand only endingPatienceSeconds after the first; a second Ctrl+C ends it at once.
/// That holds until the process ends, also once this is gone: what is handed over is still being written then.
/// What whoever started the process wants ignored (nohup) stays ignored. One at a time. Where the system refuses the means for it,
/// everything is as without it. Thread: user interface.
class Termination {
public:
    explicit Termination(std::function<void()> then);
    ~Termination();
    Q_DISABLE_COPY_MOVE(Termination)

private:
    std::unique_ptr<QSocketNotifier> m_notifier;   ///< of the end of a pipe that the signals' handler writes to
};

/// How long after it was asked to end the process may still be keeping words: longer than AppGraph::saveAndWait() waits.
inline constexpr int endingPatienceSeconds = 15;

} // namespace sightline
