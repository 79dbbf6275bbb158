#pragma once

#include "sync/client/exchange.h"
#include "sync/client/scrub.h"
#include "sync/client/sync_status.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace sightline::sync {

/// Keeps a device in step with its hub, on a thread of its own: sends what is saved, takes what is new, listens, pauses after
/// failures. Starts when told, ends cleanly when stopped or destroyed (an open request is given up). Everything public:
/// any thread but the store's own, except nudge(), which is for every thread.
class Runner final : public SyncActivity {
public:
    /// @p store outlives the runner. Work saved through it wakes the runner by itself.
    Runner(StoreThread &store, std::unique_ptr<Transport> transport, std::unique_ptr<RandomSource> random);
    ~Runner() override;

    void start();
    /// Returns once the thread has ended: at once, or when the store finishes the job it is at.
    void stop();
    /// Told once, on the sync thread, which then ends: the hub has withdrawn this device and everything of its person's is handed in. Set before start().
    void setWipeAsked(std::function<void()> wipeAsked) { m_wipeAsked = std::move(wipeAsked); }
    /// Something was saved, or a person asks.
    void nudge();
    /// Something urgent was saved: the open request, whatever it carries, is given up for it.
    void nudgeUrgently();
    /// The system reports a network.
    void networkRestored();

    [[nodiscard]] SyncStatus status() const override;
    void syncNow() override { nudge(); }
    [[nodiscard]] std::shared_ptr<void> listen(Listener listener) override;

private:
    class WatchedStore;
    struct Listeners;
    void loop();
    void interrupt(bool Runner::*what);
    [[nodiscard]] std::optional<Event> takeInterruption();
    void publish();
    void keepUpHourly();
    void count(Store &store);
    [[nodiscard]] SyncWord wordFor(const EngineState &state) const;

    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<RandomSource> m_random;
    std::unique_ptr<WatchedStore> m_access;
    std::function<void()> m_wipeAsked;
    ChangeFeed::Subscription m_subscription;
    std::shared_ptr<Listeners> m_listeners;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;                  ///< guarded, as the rest
    bool m_isNudged = false;
    bool m_isUrgent = false;
    bool m_hasNetwork = false;
    SyncStatus m_status;
    std::atomic<bool> m_givenUp = false;        ///< a call that begins now would be for nothing
    std::optional<qint64> m_keptUpAtMs;         ///< this and the next: touched on the runner's thread only
    std::optional<Scrub> m_scrub;               ///< one that new work has put off
    std::thread m_thread;
};

} // namespace sightline::sync
