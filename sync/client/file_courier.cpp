#include "sync/client/file_courier.h"

#include "sync/client/limits.h"

#include <QtEndian>

#include <algorithm>
#include <chrono>

namespace sightline::sync {

FileCourier::FileCourier(StoreThread &store, SyncActivity &exchange, const std::function<std::unique_ptr<Transport>()> &makeTransport,
                         std::unique_ptr<RandomSource> random, FileCarrier::FreeBytes freeBytes)
    : m_exchange(exchange), m_access(store), m_carrier(m_access, std::move(freeBytes)), m_random(std::move(random)), m_lanes(lanes)
{
    for (Lane &lane : m_lanes)
        lane.transport = makeTransport();
}

FileCourier::~FileCourier() { stop(); }

void FileCourier::start()
{
    if (m_listening)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = false;
        m_givenUp = false;
    }
    // Listening comes before looking: what is told between the two would be lost until the exchange next says something, which may be a minute.
    m_listening = m_exchange.listen([this](const SyncStatus &) { lookAtExchange(); });
    lookAtExchange();
    for (Lane &lane : m_lanes)
        lane.thread = std::thread([this, &lane] { loop(lane); });
}

/// Asks rather than believes what it was told: two of these may run at once, and the later one may have been told the earlier news.
void FileCourier::lookAtExchange()
{
    {
        const std::lock_guard lock(m_mutex);
        const bool isWell = m_exchange.status().word == SyncWord::UpToDate;
        if (isWell == m_isWell)
            return;
        m_isWell = isWell;
    }
    m_carrier.tryAgain();   // each exchange may have brought what was not there yet
    wake();
}

/// On a lane's thread, since it waits for the store's.
void FileCourier::subscribe()
{
    [[maybe_unused]] const auto subscribed = m_access.run([this](Store &store) {
        m_subscription = store.feed().subscribe([this](const Changes &changes) {
            if (!changes.records.isEmpty())
                m_carrier.tryAgain();   // a record that is given again may be so because its picture came
            if (changes.files || changes.outbox || !changes.records.isEmpty())
                wake();
        });
    });
}

void FileCourier::stop()
{
    m_listening.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        m_givenUp = true;
        ++m_wakes;
    }
    m_woken.notify_all();
    for (Lane &lane : m_lanes)
        lane.transport->cancel();
    for (Lane &lane : m_lanes) {
        if (lane.thread.joinable())
            lane.thread.join();
    }
    m_subscription.leave();
}

void FileCourier::hold(bool isHeld)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = isHeld;
    }
    wake();
}

void FileCourier::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_wakes;
    }
    m_woken.notify_all();
}

/// Full jitter under a doubling ceiling, as the exchange's (sync.md B12).
qint64 FileCourier::pauseMs(int failures, qint64 retryAfterMs)
{
    const qint64 ceiling = std::min(limits::backOffMaxMs, limits::backOffFirstMs << std::min(failures, 16));
    const auto raw = qFromBigEndian<quint32>(m_random->bytes(4).constData());
    return std::max(retryAfterMs, static_cast<qint64>(static_cast<double>(ceiling) * raw / 4294967296.0));
}

void FileCourier::loop(Lane &lane)
{
    if (&lane == &m_lanes.front())
        subscribe();
    int failures = 0;
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        const quint64 seen = m_wakes;
        const auto somethingChanged = [&] { return m_isStopping || m_wakes != seen; };
        if (!m_isWell || m_isHeld) {
            m_woken.wait(lock, [&] { return m_isStopping || (m_isWell && !m_isHeld); });
            continue;
        }
        lock.unlock();
        const CarriedPiece piece = m_carrier.carry(*lane.transport, &m_givenUp);
        if (piece.kind == CarriedPiece::Kind::Unauthorised)
            m_exchange.syncNow();   // it meets the same refusal, and renews
        lock.lock();
        switch (piece.kind) {
        case CarriedPiece::Kind::Moved:
            failures = 0;
            ++m_wakes;   // what the hub lacks is known now: the other lane may find a piece too
            m_woken.notify_all();
            break;
        case CarriedPiece::Kind::NotYet: break;
        case CarriedPiece::Kind::Nothing: m_woken.wait(lock, somethingChanged); break;
        case CarriedPiece::Kind::Cancelled:
            if (!m_isStopping && m_isWell)
                m_woken.wait_for(lock, std::chrono::milliseconds(limits::restMs), [this] { return m_isStopping; });
            break;
        case CarriedPiece::Kind::Failed:
        case CarriedPiece::Kind::Unauthorised:
        case CarriedPiece::Kind::Storage: {
            const auto pause = std::chrono::milliseconds(pauseMs(failures++, piece.retryAfterMs));
            // What is new does not shorten the pause: it would wake a device that writes all day against a hub that is not there.
            m_woken.wait_for(lock, pause, [this] { return m_isStopping; });
            break;
        }
        }
    }
    lock.unlock();
    lane.transport->leaveThread();
}

} // namespace sightline::sync
