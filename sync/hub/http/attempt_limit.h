#pragma once

#include "core/base/instant.h"

#include <QByteArray>
#include <QHash>

#include <mutex>

namespace sightline::hub {

/// Counts failed attempts to enrol by address, so that codes cannot be guessed at leisure. Bounded in memory: it
/// forgets everybody when it has seen too many. Thread: any.
class AttemptLimit {
public:
    AttemptLimit(const Clock &clock, int failuresMax, qint64 windowMs) : m_clock(clock), m_failuresMax(failuresMax), m_windowMs(windowMs) { }

    [[nodiscard]] bool mayTry(const QByteArray &peer);
    void failed(const QByteArray &peer);

private:
    struct Count {
        qint64 sinceMs = 0;
        int failures = 0;
    };
    const Clock &m_clock;
    int m_failuresMax;
    qint64 m_windowMs;
    std::mutex m_mutex;
    QHash<QByteArray, Count> m_counts;
};

} // namespace sightline::hub
