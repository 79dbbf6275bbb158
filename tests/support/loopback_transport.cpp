#include "tests/support/loopback_transport.h"

#include "sync/protocol/codec.h"

#include <chrono>

namespace sightline::support {

using sync::Call;
using sync::Reply;

Reply LoopbackTransport::call(const Call &call)
{
    {
        const std::lock_guard lock(m_mutex);
        m_calls += 1;
        if (m_isOut)
            return { .kind = Reply::Kind::Unreachable };
    }
    if (m_store && wire::filePlaceFromPath(call.path.toLatin1()))
        return file(call);
    if (call.path != QLatin1String("/v1/sync"))
        return { .kind = Reply::Kind::Answered, .status = 404 };
    return sync(call);
}

/// As the hub's routes do it.
Reply LoopbackTransport::file(const Call &call)
{
    const auto answered = [this](int status, const QByteArray &body = {}, const QByteArray &digest = {}) -> Reply {
        const std::lock_guard lock(m_mutex);
        if (m_toLose > 0) {
            m_toLose -= 1;
            return { .kind = Reply::Kind::TimedOut };
        }
        return { .kind = Reply::Kind::Answered, .status = status, .body = body, .contentDigest = digest };
    };
    const wire::FilePlace place = *wire::filePlaceFromPath(call.path.toLatin1());
    if (call.method == Call::Method::Put) {
        if (call.contentDigest != wire::contentDigest(call.body))
            return answered(400);
        const auto taken = m_service.takeChunk(place.sha, *place.chunk, call.body, m_caller);
        if (taken)
            return answered(taken->wasWrong ? 409 : 200, wire::encode(taken->state));
        const bool isRefused = taken.error().code == ErrorCode::NotFound || taken.error().code == ErrorCode::InvalidInput;
        return answered(taken.error().code == ErrorCode::NotFound ? 404 : isRefused ? 400 : 503);
    }
    const auto snapshot = m_store->snapshot();
    if (place.chunk) {
        const auto bytes = m_service.readChunk(**snapshot, place.sha, *place.chunk, m_caller);
        return bytes ? answered(200, *bytes, wire::contentDigest(*bytes)) : answered(404);
    }
    const auto state = m_service.fileState(**snapshot, place.sha, m_caller);
    return state ? answered(200, wire::encode(*state)) : answered(404);
}

Reply LoopbackTransport::sync(const Call &call)
{
    const auto request = wire::decodeSyncRequest(call.body);
    if (!request)
        return { .kind = Reply::Kind::Answered, .status = request.error().code == ErrorCode::TooLarge ? 413 : 400 };
    std::unique_lock lock(m_mutex);
    const quint64 cancelledBefore = m_cancelled;
    quint64 wokenBefore = m_woken;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(request->waitSeconds);
    for (;;) {
        if (call.givenUp && call.givenUp->load())
            return { .kind = Reply::Kind::Cancelled };
        lock.unlock();
        const auto answer = m_service.sync(*request, m_caller);
        lock.lock();
        if (!answer)
            return { .kind = Reply::Kind::Answered, .status = 503, .retryAfterMs = 1000 };
        if (m_toLose > 0) {
            m_toLose -= 1;
            return { .kind = Reply::Kind::TimedOut };
        }
        const bool isNews =
            !answer->rows.isEmpty() || answer->epoch != request->epoch || QStringList(answer->scopes.keys()) != QStringList(request->cursors.keys());
        if (isNews || request->waitSeconds == 0 || std::chrono::steady_clock::now() >= until)
            return { .kind = Reply::Kind::Answered, .status = 200, .body = wire::encode(*answer) };
        m_isListening = true;
        m_wake.notify_all();
        m_wake.wait_until(lock, until, [&] { return m_cancelled != cancelledBefore || m_woken != wokenBefore || (call.givenUp && call.givenUp->load()); });
        m_isListening = false;
        if (m_cancelled != cancelledBefore)
            return { .kind = Reply::Kind::Cancelled };
        wokenBefore = m_woken;
    }
}

void LoopbackTransport::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled += 1;
    m_wake.notify_all();
}

void LoopbackTransport::unplug(bool isOut)
{
    const std::lock_guard lock(m_mutex);
    m_isOut = isOut;
}

void LoopbackTransport::loseAnswers(int count)
{
    const std::lock_guard lock(m_mutex);
    m_toLose = count;
}

void LoopbackTransport::wakeListeners()
{
    const std::lock_guard lock(m_mutex);
    m_woken += 1;
    m_wake.notify_all();
}

int LoopbackTransport::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

bool LoopbackTransport::isListening() const
{
    const std::lock_guard lock(m_mutex);
    return m_isListening;
}

} // namespace sightline::support
