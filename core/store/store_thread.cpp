#include "core/store/store_thread.h"

#include <chrono>

namespace sightline {

using namespace Qt::StringLiterals;

StoreThread::StoreThread() : m_thread([this] { loop(); }) { }

StoreThread::~StoreThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

Error StoreThread::closed() { return Error { ErrorCode::Cancelled, u"The store is not open."_s }; }

QFuture<Result<void>> StoreThread::open(Opener opener)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    auto future = promise->future();
    post(
        [this, promise, opener = std::move(opener)](Store *) {
            m_store.reset();   // first: the lock on the same folder must be free
            auto opened = opener();
            promise->addResult(opened ? Result<void>() : Result<void>(opened.error()));
            if (opened)
                m_store = std::move(opened).value();
            promise->finish();
        },
        Lane::Save);   // before any save that is handed over after it
    return future;
}

QFuture<Result<void>> StoreThread::close()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    auto future = promise->future();
    post(
        [this, promise](Store *) {
            m_store.reset();
            promise->addResult(Result<void>());
            promise->finish();
        },
        Lane::Read);
    return future;
}

void StoreThread::post(Job job, Lane lane)
{
    {
        const std::lock_guard lock(m_mutex);
        (lane == Lane::Save ? m_saves : m_reads).push_back(std::move(job));
    }
    m_wake.notify_one();
}

void StoreThread::loop()
{
    constexpr std::chrono::milliseconds quiet(300);   // longer than a page of a first pull takes to come
    constexpr std::chrono::milliseconds breath(20);
    std::chrono::milliseconds pause = quiet;
    bool isDone = true;   // nothing is left to make searchable
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            const auto isAsked = [this] { return m_isEnding || !m_saves.empty() || !m_reads.empty(); };
            if (isDone) {
                m_wake.wait(lock, isAsked);
            } else if (!m_wake.wait_for(lock, pause, isAsked)) {
                lock.unlock();
                const auto more = m_store ? m_store->indexSome() : Result<bool>(false);
                isDone = !more || !*more;   // what fails is tried again after the next job
                pause = breath;
                continue;
            }
            auto &queue = m_saves.empty() ? m_reads : m_saves;
            if (queue.empty())
                break;   // ending, and everything handed over is done
            job = std::move(queue.front());
            queue.pop_front();
        }
        job(m_store.get());
        isDone = false;
        pause = quiet;
    }
    m_store.reset();
}

} // namespace sightline
