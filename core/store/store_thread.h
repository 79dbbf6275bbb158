#pragma once

#include "core/store/store.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace sightline {

/// The one thread that owns the store. Work goes over as a value and comes back as a value; no event loop is needed.
/// When nothing has been asked of it for a moment it makes searchable what came many at a time (Store::indexSome), a little at a time.
/// run(), call(), open() and close(): any thread. The destructor finishes what was handed over, then closes the store.
class StoreThread {
public:
    /// Saves go before queued reads, so that a long query never delays a practitioner's words.
    enum class Lane { Save, Read };
    using Opener = std::function<Result<std::unique_ptr<Store>>()>;

    StoreThread();
    ~StoreThread();
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    /// Opens the store on the thread (stretching a passphrase takes half a second). Replaces one that was open.
    QFuture<Result<void>> open(Opener opener);
    /// Closes the store: on lock, on switching the person.
    QFuture<Result<void>> close();

    /// Runs @p work (Store & → Result<T>) on the thread. Without an open store the result is Cancelled.
    /// Use with `deliver()` of qml/bridge; never wait for it on the interface's thread.
    template <typename Work>
    QFuture<std::invoke_result_t<Work &, Store &>> run(Work work, Lane lane = Lane::Read)
    {
        using R = std::invoke_result_t<Work &, Store &>;
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        auto future = promise->future();
        post(
            [promise, work = std::move(work)](Store *store) mutable {
                promise->addResult(store ? R(work(*store)) : R(closed()));
                promise->finish();
            },
            lane);
        return future;
    }

    /// The same with standard primitives, for the runner, the command line and tests under ThreadSanitizer (decisions 29).
    template <typename Work>
    std::future<std::invoke_result_t<Work &, Store &>> call(Work work, Lane lane = Lane::Read)
    {
        using R = std::invoke_result_t<Work &, Store &>;
        auto promise = std::make_shared<std::promise<R>>();
        auto future = promise->get_future();
        post([promise, work = std::move(work)](Store *store) mutable { promise->set_value(store ? R(work(*store)) : R(closed())); }, lane);
        return future;
    }

private:
    using Job = std::function<void(Store *)>;
    static Error closed();
    void post(Job job, Lane lane);
    void loop();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_saves;
    std::deque<Job> m_reads;
    bool m_isEnding = false;
    std::unique_ptr<Store> m_store;   ///< touched by the thread only
    std::thread m_thread;
};

} // namespace sightline
