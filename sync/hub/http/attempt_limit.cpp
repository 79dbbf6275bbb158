#include "sync/hub/http/attempt_limit.h"

namespace sightline::hub {

namespace {

constexpr qsizetype peersMax = 10'000;

} // namespace

bool AttemptLimit::mayTry(const QByteArray &peer)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_counts.constFind(peer);
    if (found == m_counts.constEnd())
        return true;
    const bool isOver = m_clock.now().msSinceEpoch - found->sinceMs >= m_windowMs;
    return isOver || found->failures < m_failuresMax;
}

void AttemptLimit::failed(const QByteArray &peer)
{
    const std::lock_guard lock(m_mutex);
    if (m_counts.size() >= peersMax)
        m_counts.clear();
    const qint64 now = m_clock.now().msSinceEpoch;
    Count &count = m_counts[peer];
    if (now - count.sinceMs >= m_windowMs)
        count = { now, 0 };
    count.failures += 1;
}

} // namespace sightline::hub
