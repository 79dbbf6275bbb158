#include "sync/client/runner.h"

#include "sync/client/upkeep.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace sightline::sync {

/// The store's thread, seen so that the runner's own writes do not wake it.
class Runner::WatchedStore final : public StoreAccess {
public:
    explicit WatchedStore(StoreThread &thread) : m_thread(thread) { }

    Result<void> run(const Job &job) override { return begin(job)(); }
    Ended begin(Job job) override
    {
        std::shared_future<Result<void>> ended = m_thread.call([this, job = std::move(job)](Store &store) -> Result<void> {
            isOurs = true;
            job(store);
            isOurs = false;
            return {};
        });
        return [ended] { return ended.get(); };
    }

    bool isOurs = false;   ///< touched on the store's thread only

private:
    StoreThread &m_thread;
};

struct Runner::Listeners {
    std::mutex mutex;
    std::map<int, Listener> byToken;
    int next = 0;
};

Runner::Runner(StoreThread &store, std::unique_ptr<Transport> transport, std::unique_ptr<RandomSource> random)
    : m_transport(std::move(transport)), m_random(std::move(random)), m_access(std::make_unique<WatchedStore>(store)),
      m_listeners(std::make_shared<Listeners>())
{
}

Runner::~Runner() { stop(); }

void Runner::start()
{
    if (m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = m_isNudged = m_isUrgent = m_hasNetwork = false;
        m_givenUp = false;
    }
    m_thread = std::thread([this] { loop(); });
}

void Runner::stop()
{
    interrupt(&Runner::m_isStopping);
    if (m_thread.joinable())
        m_thread.join();
}

void Runner::nudge() { interrupt(&Runner::m_isNudged); }
void Runner::nudgeUrgently() { interrupt(&Runner::m_isUrgent); }
void Runner::networkRestored() { interrupt(&Runner::m_hasNetwork); }

void Runner::interrupt(bool Runner::*what)
{
    bool mustCancel = false;
    {
        const std::lock_guard lock(m_mutex);
        this->*what = true;
        // Only a held request is broken off; one that carries work is let finish, since cutting it would send it twice: unless we stop, or
        // something urgent would wait for it.
        mustCancel = m_isStopping || m_isUrgent || m_status.word == SyncWord::UpToDate;
        if (mustCancel)
            m_givenUp = true;
    }
    m_wake.notify_all();
    if (mustCancel)
        m_transport->cancel();
}

std::optional<Event> Runner::takeInterruption()
{
    const std::lock_guard lock(m_mutex);
    m_givenUp = m_isStopping;
    if (m_isStopping)
        return event::Stop {};
    if (std::exchange(m_hasNetwork, false))
        return event::NetworkRestored {};
    if (std::exchange(m_isUrgent, false)) {
        m_isNudged = false;
        return event::Nudge { true };
    }
    if (std::exchange(m_isNudged, false))
        return event::Nudge {};
    return std::nullopt;
}

void Runner::loop()
{
    const auto subscribed = m_access->run([this](Store &store) {
        m_subscription = store.feed().subscribe([this](const Changes &changes) {
            if (changes.outbox && !m_access->isOurs)
                changes.urgent ? nudgeUrgently() : nudge();
        });
        count(store);
    });
    Exchange exchange(*m_access, *m_transport, *m_random);
    exchange.interruption = [this] { return takeInterruption(); };
    exchange.givenUp = &m_givenUp;
    exchange.stepped = [this, &exchange] {
        const auto word = wordFor(exchange.state());
        const auto wakeAt = exchange.state().wakeAt;
        {
            const std::lock_guard lock(m_mutex);
            m_status.word = word;
            m_status.nextTryInMs = wakeAt ? std::optional(std::max<qint64>(0, wakeAt->msSinceEpoch - Exchange::steadyMs())) : std::nullopt;
        }
        const bool isQuiet = word == SyncWord::UpToDate || word == SyncWord::Offline;
        if (isQuiet) {
            [[maybe_unused]] const auto counted = m_access->run([this](Store &store) { count(store); });
        }
        publish();
        // Not while an answer waits to be stored: its cursors would undo the asking again.
        if (isQuiet && exchange.state().phase != Phase::Applying)
            keepUpHourly();
    };
    std::optional<Event> next = subscribed ? Event(event::Start {}) : Event(event::Stop {});
    while (next) {
        exchange.run(*next, Exchange::Until::Forever);
        next.reset();
        if (exchange.isToBeWiped() && m_wipeAsked)
            m_wipeAsked();
        if (exchange.state().phase == Phase::Stopped)
            break;
        std::unique_lock lock(m_mutex);
        const auto isWoken = [this] { return m_isStopping || m_isNudged || m_isUrgent || m_hasNetwork; };
        if (const auto wakeAt = exchange.state().wakeAt) {
            const auto pause = std::chrono::milliseconds(std::max<qint64>(0, wakeAt->msSinceEpoch - Exchange::steadyMs()));
            if (!m_wake.wait_for(lock, pause, isWoken))
                next = event::Wake {};
        } else {
            m_wake.wait(lock, isWoken);   // stopped or signed out: only a person or the end moves it
        }
        lock.unlock();
        if (!next)
            next = takeInterruption();
    }
    m_subscription.leave();
    m_transport->leaveThread();
    {
        const std::lock_guard lock(m_mutex);
        m_status.word = SyncWord::Stopped;
        m_status.nextTryInMs.reset();
    }
    publish();
}

void Runner::keepUpHourly()
{
    constexpr qint64 hourMs = 60 * 60 * 1000;
    const qint64 now = Exchange::steadyMs();
    if (m_keptUpAtMs && now - *m_keptUpAtMs < hourMs)
        return;
    const auto isWanted = [this] {
        const std::lock_guard lock(m_mutex);
        return !m_isStopping && !m_isNudged && !m_isUrgent && !m_hasNetwork;   // new work waits for no scrub
    };
    const auto kept = keepUp(*m_access, isWanted, m_scrub);
    // What was put off goes on with the next step; what failed is tried in an hour, and a person hears of damage from its mending.
    if (kept || kept.error().code != ErrorCode::Cancelled)
        m_keptUpAtMs = now;
}

void Runner::count(Store &store)
{
    const auto counts = store.outbox().counts();
    const auto state = store.meta().syncState();
    if (!counts || !state)
        return;   // the exchange meets the same error and reports it
    const std::lock_guard lock(m_mutex);
    m_status.waiting = counts->recordsToSend;
    m_status.held = counts->unsettled;
    m_status.lastContactMs = state->lastContactMs;
}

SyncWord Runner::wordFor(const EngineState &state) const
{
    switch (state.phase) {
    case Phase::Stopped: return SyncWord::Stopped;
    case Phase::SignedOut: return SyncWord::SignedOut;
    case Phase::Listening: return SyncWord::UpToDate;
    case Phase::Exchanging:
    case Phase::Applying:
    case Phase::Refreshing: return state.listened && state.phase == Phase::Applying ? SyncWord::UpToDate : SyncWord::Syncing;
    case Phase::BackingOff: break;
    }
    switch (state.failure) {
    case Failure::None: return SyncWord::UpToDate;
    case Failure::Busy: return SyncWord::Busy;
    case Failure::TooOld: return SyncWord::UpdateNeeded;
    case Failure::Storage: return SyncWord::StorageProblem;
    case Failure::TooLarge:
    case Failure::BadAnswer:
    case Failure::Refused:
    case Failure::NoProgress: return SyncWord::HubProblem;
    case Failure::Unreachable:
    case Failure::TimedOut: return SyncWord::Offline;
    }
    return SyncWord::Offline;
}

SyncStatus Runner::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Runner::publish()
{
    const SyncStatus now = status();
    const std::lock_guard lock(m_listeners->mutex);
    for (const auto &[token, listener] : m_listeners->byToken)
        listener(now);
}

std::shared_ptr<void> Runner::listen(Listener listener)
{
    const auto listeners = m_listeners;
    const std::lock_guard lock(listeners->mutex);
    const int token = listeners->next++;
    listeners->byToken.emplace(token, std::move(listener));
    return std::shared_ptr<void>(listeners.get(), [listeners, token](void *) {
        const std::lock_guard ending(listeners->mutex);
        listeners->byToken.erase(token);
    });
}

} // namespace sightline::sync
