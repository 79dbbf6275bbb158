#include "sync/client/exchange.h"

#include "core/commands/handed_in.h"
#include "sync/client/arrival.h"
#include "sync/client/enrol.h"
#include "sync/client/limits.h"
#include "sync/client/refusal.h"
#include "sync/client/upkeep.h"
#include "sync/protocol/codec.h"

#include <QtEndian>

#include <algorithm>
#include <chrono>
#include <deque>

namespace sightline::sync {

using namespace Qt::StringLiterals;

Exchange::Exchange(StoreAccess &access, Transport &transport, RandomSource &random, const DeviceRules &rules)
    : m_access(access), m_transport(transport), m_random(random), m_rules(rules)
{
}

qint64 Exchange::steadyMs() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

Moment Exchange::moment()
{
    const auto raw = qFromBigEndian<quint32>(m_random.bytes(4).constData());
    return { Instant { steadyMs() }, static_cast<double>(raw) / 4294967296.0 };
}

void Exchange::run(const Event &event, Until until)
{
    std::deque<Event> events { event };
    while (!events.empty()) {
        const Step done = step(m_state, events.front(), moment(), m_rules.engine);
        events.pop_front();
        m_state = done.state;
        if (stepped)
            stepped();
        for (const Command &command : done.commands) {
            const auto *send = std::get_if<command::Send>(&command);
            if (send && send->listen && until == Until::Idle)
                return;
            if (const auto result = perform(command))
                events.push_back(*result);
        }
        if (m_state.phase == Phase::Stopped)
            return;
        if (const auto outside = interruption ? interruption() : std::nullopt) {
            const auto *nudge = std::get_if<event::Nudge>(&*outside);
            if (nudge && nudge->isUrgent)
                m_following.reset();   // it was built before; nothing goes ahead of what is urgent
            events.push_back(*outside);
        }
        const bool isOpen = m_state.phase == Phase::Exchanging || m_state.phase == Phase::Listening;
        if (events.empty() && isOpen)   // its call was cancelled and nobody says why
            events.push_back(event::Failed { m_state.nonce, Failure::Unreachable, 0 });
    }
}

std::optional<Event> Exchange::perform(const Command &command)
{
    if (const auto *asked = std::get_if<command::Send>(&command))
        return send(*asked);
    if (const auto *asked = std::get_if<command::Apply>(&command))
        return apply(*asked);
    if (std::get_if<command::Refresh>(&command))
        return refresh();
    // A call that blocks is over before its answer could be given up. What is dropped is the answer to another request than the one at hand.
    if (std::get_if<command::Cancel>(&command))
        m_answer.reset();
    return std::nullopt;
}

RequestSize Exchange::sizeOf(const command::Send &command) const
{
    return { command.operationsMax, command.pageSize, command.listen ? wire::waitSecondsMax : 0,
             overtakingOf(m_rules), m_leavesOutOwn,   !m_rules.heldBackIsNotSent };
}

std::optional<Event> Exchange::send(const command::Send &command)
{
    if (hasSentAhead(command))
        return event::Answered { command.nonce };
    m_following.reset();
    Result<BuiltRequest> built = Error { ErrorCode::Cancelled, {} };
    QString token;
    m_size = sizeOf(command);
    const auto ran = m_access.run([&](Store &store) {
        built = buildRequest(store, m_size);
        if (const auto tokens = store.meta().tokens())
            token = tokens->access;
    });
    if (!ran || !built) {
        m_storeError = ran ? built.error() : ran.error();
        return event::Failed { command.nonce, Failure::Storage, 0 };
    }
    m_sent = built->sent;
    m_answer.reset();
    remember(built->message);
    if (hasReadAhead(built->message))
        return event::Answered { command.nonce };
    if (token.isEmpty())
        return event::Unauthorised { command.nonce };
    m_token = token;
    Call call { u"/v1/sync"_s, wire::encode(built->message), token, command.timeoutMs, givenUp };
    call.mayGoUnpacked = built->message.operations.size() <= 1;   // more than one go in halves first
    const auto ended = built->more ? m_access.begin([&](Store &store) { buildAfter(store, *built); }) : StoreAccess::Ended();
    const Reply reply = m_transport.call(call);
    // What became of it is of no account: without it the next request is built in its turn, and says what is wrong.
    if (ended && !ended())
        m_following.reset();
    if (reply.mayHaveArrived()) {
        if (const auto noted = noteSent(*m_sent); !noted) {
            m_storeError = noted.error();
            return event::Failed { command.nonce, Failure::Storage, 0 };
        }
    }
    return understand(reply, command.nonce);
}

void Exchange::remember(const wire::SyncRequest &asked)
{
    m_asked = asked;
    m_asked->operations.clear();
    m_askedAtMs = steadyMs();
}

Result<void> Exchange::noteSent(const SentRequest &sent)
{
    if (sent.records.isEmpty())
        return {};
    Result<void> marked;
    const auto ran = m_access.run([&](Store &store) { marked = markSent(store, sent); });
    return ran ? marked : ran;
}

std::optional<Event> Exchange::understand(const Reply &reply, quint64 nonce)
{
    const auto failed = [&](Failure why) { return event::Failed { nonce, why, reply.retryAfterMs }; };
    switch (reply.kind) {
    case Reply::Kind::Cancelled: return std::nullopt;
    case Reply::Kind::Unreachable: return failed(Failure::Unreachable);
    case Reply::Kind::TimedOut: return failed(Failure::TimedOut);
    case Reply::Kind::Broken: return failed(Failure::BadAnswer);
    case Reply::Kind::Refused: return failed(Failure::Refused);
    case Reply::Kind::TooLarge: return failed(Failure::TooLarge);
    case Reply::Kind::Answered: break;
    }
    switch (reply.status) {
    case 200: break;
    case 401:
    case 403:
        if (!isHubsRefusal(reply))
            return failed(Failure::BadAnswer);
        return event::Unauthorised { nonce };
    case 413: return failed(Failure::TooLarge);
    case 426: return failed(Failure::TooOld);
    case 429:
    case 503:
    case 507: return failed(Failure::Busy);
    default: return failed(Failure::BadAnswer);
    }
    m_damaged.clear();
    auto answer = wire::decodeSyncAnswer(reply.body, &m_damaged);
    if (!answer)
        return failed(answer.error().code == ErrorCode::UnsupportedVersion ? Failure::TooOld : Failure::BadAnswer);
    if (!putInOwn(*answer, *m_sent)) {
        m_leavesOutOwn = false;   // whatever the reason: with every body in the answer the next one can be used
        return failed(Failure::BadAnswer);
    }
    m_answer = *std::move(answer);
    return event::Answered { nonce };
}

std::optional<Event> Exchange::apply(const command::Apply &)
{
    if (!m_answer || !m_sent)
        return event::ApplyFailed {};
    Result<AppliedAnswer> applied = Error { ErrorCode::Cancelled, {} };
    const auto next = nextRequest();
    m_following.reset();
    const auto ended = m_access.begin([&](Store &store) {
        applied = applyAnswer(store, *m_answer, m_damaged, *m_sent, m_rules);
        if (applied && next && next->more)
            buildAfter(store, *next);
    });
    const bool isUnanswered = next && !askAhead(*next);
    const auto ran = ended();
    if (ran && applied && isUnanswered) {
        if (const auto noted = noteSent(next->sent); !noted)
            applied = noted.error();
    }
    const bool isWithdrawn = m_answer->wipe;
    m_answer.reset();
    if (!ran || !applied) {
        m_ahead.reset();
        m_storeError = ran ? applied.error() : ran.error();
        return event::ApplyFailed {};
    }
    m_storeError.reset();
    m_pushed.unite(applied->answered);
    m_held.unite(applied->held);
    m_pulled += std::count_if(applied->stored.cbegin(), applied->stored.cend(), [this](const RecordId &record) { return !m_pushed.contains(record); });
    if (isWithdrawn) {
        Result<bool> handedIn = false;
        const auto looked = m_access.run([&](Store &store) { handedIn = isEverythingHandedIn(store); });
        // What is not handed in yet goes with the next exchange, and what cannot be known destroys nothing.
        m_isToBeWiped = looked && handedIn && *handedIn;
        if (m_isToBeWiped)
            return event::Stop {};
    }
    return applied->next;
}

Event Exchange::refresh()
{
    qint64 retryAfterMs = 0;
    const auto renewed = renewTokens(m_access, m_transport, &retryAfterMs);
    if (renewed)
        return event::TokenRefreshed {};
    switch (renewed.error().code) {
    case ErrorCode::NotAllowed:
    case ErrorCode::NotEnrolled: return event::TokenRefused {};
    case ErrorCode::HubUnreachable:
    case ErrorCode::Cancelled: return event::RefreshFailed { Failure::Unreachable, retryAfterMs };
    case ErrorCode::HubRefused: return event::RefreshFailed { retryAfterMs > 0 ? Failure::Busy : Failure::BadAnswer, retryAfterMs };
    case ErrorCode::InvalidInput:
    case ErrorCode::UnsupportedVersion: return event::RefreshFailed { Failure::BadAnswer, retryAfterMs };
    default: m_storeError = renewed.error(); return event::RefreshFailed { Failure::Storage, 0 };
    }
}

SyncReport Exchange::report() const { return { m_pushed.size(), (m_pushed - m_held).size(), m_held.size(), m_pulled, m_isToBeWiped }; }

namespace {

Error errorOf(const Exchange &exchange)
{
    const auto refused = [](const QString &why) { return Error { ErrorCode::HubRefused, why }; };
    switch (exchange.state().failure) {
    case Failure::Storage: return exchange.storeError().value_or(Error { ErrorCode::StorageFailure, u"The store could not be read or written."_s });
    case Failure::Busy: return refused(u"The hub is busy; try again in a few minutes. Nothing is lost."_s);
    case Failure::TooLarge: return refused(u"The hub refuses a single record as too large; it stays on this device."_s);
    case Failure::TooOld:
        return refused(
            u"Sightline and the hub are of versions that do not understand each other. Work stays on this device; once both are up to date it is sent."_s);
    case Failure::BadAnswer: return refused(u"The hub's answer could not be used; work stays on this device."_s);
    case Failure::Refused: return refused(u"The hub could not be trusted; nothing was sent."_s);
    case Failure::NoProgress: return refused(u"The hub answers but nothing moves; work stays on this device."_s);
    case Failure::None:
    case Failure::Unreachable:
    case Failure::TimedOut: break;
    }
    return { ErrorCode::HubUnreachable, u"The hub did not answer; work stays on this device and can be sent later."_s };
}

} // namespace

Result<SyncReport> syncOnce(StoreAccess &access, Transport &transport, RandomSource &random)
{
    Result<Enrolment> enrolment = Error { ErrorCode::Cancelled, {} };
    if (const auto ran = access.run([&](Store &store) { enrolment = store.meta().enrolment(); }); !ran)
        return ran.error();
    if (!enrolment)
        return enrolment.error();
    std::optional<Scrub> scrub;
    if (const auto kept = keepUp(
            access, [] { return true; }, scrub);
        !kept && kept.error().code == ErrorCode::Cancelled)
        return kept.error();   // damage it met is mended before the next transaction, or is met again by the exchange
    Exchange exchange(access, transport, random);
    exchange.run(event::Start {}, Exchange::Until::Idle);
    if (exchange.isToBeWiped())
        return exchange.report();
    switch (exchange.state().phase) {
    case Phase::Listening: {
        Result<void> marked;
        const auto ran = access.run([&](Store &store) { marked = markArrived(store); });
        if (!ran || !marked)
            return ran ? marked.error() : ran.error();
        return exchange.report();
    }
    case Phase::SignedOut: return Error { ErrorCode::HubRefused, u"The hub no longer takes this device's key; join again with a new code. Work stays here."_s };
    default: return errorOf(exchange);
    }
}

} // namespace sightline::sync
