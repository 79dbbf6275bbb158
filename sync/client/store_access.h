#pragma once

#include "core/store/store_thread.h"

#include <functional>

namespace sightline::sync {

/// How sync reaches the device's store, wherever it lives. run() blocks until @p job is done.
class StoreAccess {
public:
    virtual ~StoreAccess() = default;
    /// Errors: Cancelled (the store is closed).
    [[nodiscard]] virtual Result<void> run(const std::function<void(Store &)> &job) = 0;
};

/// A store of the calling thread's own: the command line and tests.
class OwnStore final : public StoreAccess {
public:
    explicit OwnStore(Store &store) : m_store(store) { }
    Result<void> run(const std::function<void(Store &)> &job) override
    {
        job(m_store);
        return {};
    }

private:
    Store &m_store;
};

/// The store on its thread: the app. Not to be used from that thread.
class ThreadedStore final : public StoreAccess {
public:
    explicit ThreadedStore(StoreThread &thread) : m_thread(thread) { }
    Result<void> run(const std::function<void(Store &)> &job) override
    {
        return m_thread
            .call(
                [&job](Store &store) -> Result<void> {
                    job(store);
                    return {};
                },
                StoreThread::Lane::Read)
            .get();
    }

private:
    StoreThread &m_thread;
};

} // namespace sightline::sync
