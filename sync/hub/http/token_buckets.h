#pragma once

#include "core/base/instant.h"

#include <QByteArray>
#include <QHash>

#include <mutex>

namespace sightline::hub {

/// How much somebody may ask for.
struct BucketSize {
    double perSecond = 0;      ///< what comes back each second
    double most = 0;           ///< what may be asked for at once by who has not asked for a while
};

/// A bucket of requests for each who asks (a device, an address): one that asks faster than its bucket fills is told when to come again, and
/// takes nothing of anybody else's. Bounded in memory: buckets that are full again are forgotten first. Thread: any.
class TokenBuckets {
public:
    TokenBuckets(const Clock &clock, BucketSize size) : m_clock(clock), m_size(size) { }

    /// Takes one request of @p who. 0: it may be served; else in how many whole seconds it may come again.
    [[nodiscard]] int secondsToWait(const QByteArray &who);

private:
    struct Bucket {
        double left = 0;
        qint64 atMs = 0;       ///< when `left` was so
    };
    [[nodiscard]] double leftIn(const Bucket &bucket, qint64 nowMs) const;
    void forgetFull(qint64 nowMs);

    const Clock &m_clock;
    const BucketSize m_size;
    std::mutex m_mutex;
    QHash<QByteArray, Bucket> m_buckets;
};

} // namespace sightline::hub
