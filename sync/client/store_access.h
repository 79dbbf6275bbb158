#pragma once

#include "core/store/store_thread.h"

#include <functional>
#include <future>

namespace sightline::sync {

/// How sync reaches the device's store, wherever it lives. run() blocks until @p job is done.
class StoreAccess {
public:
    using Job = std::function<void(Store &)>;
    using Ended = std::function<Result<void>()>;

    virtual ~StoreAccess() = default;
    /// Errors: Cancelled (the store is closed).
    [[nodiscard]] virtual Result<void> run(const Job &job) = 0;
    /// Begins @p job, and gives what must be called once to wait for its end: until then the caller does what needs no store. Where
    /// nobody else can run it, it runs in that call. Errors of that call: those of run().
    [[nodiscard]] virtual Ended begin(Job job)
    {
        return [this, job = std::move(job)] { return run(job); };
    }
};

/// A store of the calling thread's own: tests.
class OwnStore : public StoreAccess {
public:
    explicit OwnStore(Store &store) : m_store(store) { }
    Result<void> run(const Job &job) override
    {
        job(m_store);
        return {};
    }

private:
    Store &m_store;
};

/// The same, lent to another thread between begin() and the wait for its end: the command line.
class LentStore final : public OwnStore {
public:
    using OwnStore::OwnStore;
    Ended begin(Job job) override
    {
        std::shared_future<Result<void>> ended = std::async(std::launch::async, [this, job = std::move(job)] { return run(job); });
        return [ended] { return ended.get(); };
    }
};

/// The store on its thread: the app. Not to be used from that thread.
class ThreadedStore final : public StoreAccess {
public:
    explicit ThreadedStore(StoreThread &thread) : m_thread(thread) { }
    Result<void> run(const Job &job) override { return begin(job)(); }
    Ended begin(Job job) override
    {
        std::shared_future<Result<void>> ended = m_thread.call(
            [job = std::move(job)](Store &store) -> Result<void> {
                job(store);
                return {};
            },
            StoreThread::Lane::Read);
        return [ended] { return ended.get(); };
    }

private:
    StoreThread &m_thread;
};

} // namespace sightline::sync
