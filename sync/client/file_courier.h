#pragma once

#include "core/base/random_source.h"
#include "sync/client/file_carrier.h"
#include "sync/client/sync_status.h"

#include <condition_variable>
#include <thread>
#include <vector>

namespace sightline::sync {

/// Keeps files going beside the exchange, two pieces at a time, on threads of its own: what is named and sent, what is asked for. It moves
/// only while the exchange says that all is well ("up to date"), so words go before pictures, and only one of the two finds out that
/// there is no network. Everything public: any thread but the store's own, except the feed's wake-up, which is its own affair.
class FileCourier {
public:
    static constexpr int lanes = 2;

    /// @p store and @p exchange outlive it. @p makeTransport is called once for each lane.
    /// @p freeBytes: see FileCarrier.
    FileCourier(StoreThread &store, SyncActivity &exchange, const std::function<std::unique_ptr<Transport>()> &makeTransport,
                std::unique_ptr<RandomSource> random, FileCarrier::FreeBytes freeBytes = {});
    ~FileCourier();
    FileCourier(const FileCourier &) = delete;
    FileCourier &operator=(const FileCourier &) = delete;

    void start();
    /// No new piece is begun while @p isHeld: what moves would cost its owner money. What is on its way still arrives.
    void hold(bool isHeld);
    /// Returns once the threads have ended; what is on its way is given up, and nothing of it goes twice.
    void stop();

private:
    struct Lane {
        std::unique_ptr<Transport> transport;
        std::thread thread;
    };
    void loop(Lane &lane);
    void subscribe();
    void lookAtExchange();
    void wake();
    [[nodiscard]] qint64 pauseMs(int failures, qint64 retryAfterMs);

    SyncActivity &m_exchange;
    ThreadedStore m_access;
    FileCarrier m_carrier;
    std::unique_ptr<RandomSource> m_random;      ///< guarded, as all below
    std::vector<Lane> m_lanes;
    ChangeFeed::Subscription m_subscription;
    std::shared_ptr<void> m_listening;

    std::mutex m_mutex;
    std::condition_variable m_woken;
    quint64 m_wakes = 0;                         ///< how often something may have changed
    bool m_isStopping = false;
    bool m_isWell = false;
    bool m_isHeld = false;
    std::atomic<bool> m_givenUp = false;
};

} // namespace sightline::sync
