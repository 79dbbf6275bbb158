#include "sync/hub/http/token_buckets.h"

#include <cmath>

namespace sightline::hub {

namespace {

constexpr qsizetype bucketsMax = 20'000;

} // namespace

double TokenBuckets::leftIn(const Bucket &bucket, qint64 nowMs) const
{
    const double sinceSeconds = double(std::max<qint64>(0, nowMs - bucket.atMs)) / 1000;   // a clock that was put back gives nothing
    return std::min(m_size.most, bucket.left + sinceSeconds * m_size.perSecond);
}

void TokenBuckets::forgetFull(qint64 nowMs)
{
    m_buckets.removeIf([&](const auto &one) { return leftIn(one.value(), nowMs) >= m_size.most; });
    if (m_buckets.size() >= bucketsMax)
        m_buckets.clear();   // so many at once is more than a council: rather let all of them in again than grow
}

int TokenBuckets::secondsToWait(const QByteArray &who)
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_clock.now().msSinceEpoch;
    if (m_buckets.size() >= bucketsMax && !m_buckets.contains(who))
        forgetFull(now);
    const auto found = m_buckets.find(who);
    const double left = found == m_buckets.end() ? m_size.most : leftIn(*found, now);
    if (left < 1) {
        m_buckets.insert(who, { left, now });
        return std::max(1, int(std::ceil((1 - left) / m_size.perSecond)));
    }
    m_buckets.insert(who, { left - 1, now });
    return 0;
}

} // namespace sightline::hub
