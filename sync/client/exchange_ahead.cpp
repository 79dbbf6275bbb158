#include "sync/client/exchange.h"
#include "sync/client/limits.h"
#include "sync/protocol/codec.h"

// What is asked while an answer is being stored (PROTOCOL.md R9): the hub works on the next request meanwhile.
namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

/// Whether @p asked goes on from where the store is: what follows on other cursors would leave rows out, or bring them twice.
bool isFromHere(Store &store, const wire::SyncRequest &asked)
{
    const auto state = store.meta().syncState();
    const auto stream = store.outbox().stream();
    const auto scopes = store.scopes().all();
    QMap<QString, qint64> cursors;
    for (const ScopeRow &scope : scopes.valueOr({}))
        cursors.insert(scope.id, scope.cursor);
    return state && stream && scopes && state->epoch == asked.epoch && *stream == asked.stream && cursors == asked.cursors;
}

} // namespace

void Exchange::buildAfter(Store &store, const BuiltRequest &request)
{
    RequestSize size = m_size;
    size.after = request.sent.records.lastKey();
    auto following = buildRequest(store, size);
    if (following && !following->message.operations.isEmpty() && following->sent.stream == request.sent.stream)
        m_following = *std::move(following);
}

std::optional<BuiltRequest> Exchange::nextRequest() const
{
    const wire::SyncAnswer &answer = *m_answer;
    const bool isPlain =
        m_asked && !answer.wipe && answer.control.kind == wire::Control::Kind::None && (m_sent->epoch == answer.epoch || m_sent->epoch.isEmpty());
    const bool isPush = m_following && m_following->sent.stream == m_sent->stream && answer.acks.size() == m_sent->records.size();
    const bool isPage = answer.more && answer.acks.isEmpty() && answer.readingsTaken == 0 && m_sent->records.isEmpty();
    if (!isPlain || !(isPush || isPage))
        return std::nullopt;
    BuiltRequest next = isPush ? *m_following : BuiltRequest { *m_asked, *m_sent, false };
    next.message.clockMs = m_asked->clockMs + steadyMs() - m_askedAtMs;
    next.message.epoch = next.sent.epoch = answer.epoch;
    next.message.limit = m_state.pageSize;
    next.message.waitSeconds = 0;
    next.message.cursors.clear();
    for (auto scope = answer.scopes.cbegin(); scope != answer.scopes.cend(); ++scope)
        next.message.cursors.insert(scope.key(), answer.cursors.value(scope.key(), m_asked->cursors.value(scope.key())));
    return next;
}

bool Exchange::askAhead(BuiltRequest request)
{
    Call call { u"/v1/sync"_s, wire::encode(request.message), m_token, limits::answerTimeoutMs, givenUp };
    call.mayGoUnpacked = request.message.operations.size() <= 1;
    const Reply reply = m_transport.call(call);
    QList<RecordId> damaged;
    // Whatever else came of it: the engine asks again in its turn, and hears of it then.
    auto answer = reply.isOk() ? wire::decodeSyncAnswer(reply.body, &damaged) : Result<wire::SyncAnswer>(Error { ErrorCode::HubUnreachable, {} });
    if (answer)
        m_ahead = Ahead { std::move(request), *std::move(answer), std::move(damaged) };
    return !reply.mayHaveArrived();
}

bool Exchange::hasSentAhead(const command::Send &command)
{
    if (!m_ahead || m_ahead->request.sent.records.isEmpty())
        return false;
    Ahead ahead = *std::exchange(m_ahead, std::nullopt);
    const wire::SyncRequest &asked = ahead.request.message;
    bool isAsked = !command.listen;
    const auto ran = m_access.run([&](Store &store) { isAsked = isAsked && isFromHere(store, asked); });
    // The hub knows operations by their numbers: what is sent again where this answer is of no use is answered as before.
    if (!ran || !isAsked || !putInOwn(ahead.answer, ahead.request.sent))
        return false;
    m_sent = std::move(ahead.request.sent);
    remember(asked);
    m_answer = std::move(ahead.answer);
    m_damaged = std::move(ahead.damaged);
    return true;
}

bool Exchange::hasReadAhead(const wire::SyncRequest &request)
{
    std::optional<Ahead> ahead = std::exchange(m_ahead, std::nullopt);
    if (!ahead)
        return false;
    // Only the answer to what is asked now is an answer: what was saved, lost or renumbered meanwhile makes another request.
    wire::SyncRequest &asked = ahead->request.message;
    asked.clockMs = request.clockMs;
    if (wire::encode(asked) != wire::encode(request) || !putInOwn(ahead->answer, *m_sent))
        return false;
    m_answer = std::move(ahead->answer);
    m_damaged = std::move(ahead->damaged);
    return true;
}

} // namespace sightline::sync
