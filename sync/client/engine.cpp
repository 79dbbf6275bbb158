#include "sync/client/engine.h"

#include "sync/client/limits.h"

#include <algorithm>

namespace sightline::sync {

namespace {

bool isOpen(const EngineState &state) { return state.phase == Phase::Exchanging || state.phase == Phase::Listening; }

/// Collects what one event leads to. A fresh one is made for every event.
class Reaction {
public:
    Reaction(EngineState state, const Moment &moment, const EngineRules &rules) : m_state(std::move(state)), m_moment(moment), m_rules(rules) { }

    Step take() && { return { std::move(m_state), std::move(m_commands) }; }

    void on(const event::Start &)
    {
        if (m_state.phase == Phase::Stopped || m_state.phase == Phase::SignedOut)
            send(false);
    }

    void on(const event::Stop &)
    {
        giveUpOpen();
        m_state.phase = Phase::Stopped;
        m_state.wakeAt.reset();
    }

    void on(const event::Nudge &event)
    {
        switch (m_state.phase) {
        case Phase::Listening:      // what was saved goes now, not when the hub lets go
        case Phase::BackingOff:     // a person's wish, or fresh work, is a reason to try at once
            if (m_state.phase == Phase::BackingOff && m_state.failure == Failure::Busy && !event.isUrgent)
                return;             // but Retry-After wins (sync.md B12)
            giveUpOpen();
            send(false);
            return;
        case Phase::Exchanging:     // a large request must not stand before a small urgent one; what it carried is offered again
            if (event.isUrgent) {
                giveUpOpen();
                send(false);
                return;
            }
            m_state.newWork = true;
            return;
        case Phase::Applying:
        case Phase::Refreshing: m_state.newWork = true; return;
        case Phase::Stopped:
        case Phase::SignedOut: return;
        }
    }

    void on(const event::NetworkRestored &)
    {
        if (m_state.phase == Phase::BackingOff) {
            m_state.failures = 0;
            send(false);
        } else if (m_state.phase == Phase::Listening) {   // it was opened over the old network and may never be answered
            giveUpOpen();
            send(false);
        }
    }

    void on(const event::Wake &)
    {
        if (m_state.phase == Phase::BackingOff && m_state.wakeAt && m_moment.now >= *m_state.wakeAt)
            send(false);
    }

    void on(const event::Answered &event)
    {
        const bool expected = isOpen(m_state) && event.nonce == m_state.nonce;
        if (!expected && m_rules.onlyOpenAnswer) {
            m_commands.append(command::Drop { event.nonce });
            return;
        }
        if (m_state.phase == Phase::Exchanging && m_moment.now.msSinceEpoch - m_state.sentAt.msSinceEpoch < limits::quickPageMs)
            m_state.pageSize = std::min(m_state.pageSize * 2, wire::rowsPerPageMax);
        if (expected) {
            m_state.listened = m_state.phase == Phase::Listening;
            m_state.phase = Phase::Applying;
        }
        m_commands.append(command::Apply { event.nonce });
    }

    void on(const event::Applied &event)
    {
        if (m_state.phase != Phase::Applying)
            return;
        if (event.repaired)
            ++m_state.repairs;
        else if (!event.more)
            m_state.repairs = 0;
        if (event.repaired && m_state.repairs > limits::repairsMax) {
            m_state.failures = m_state.repairs;   // the pages between have moved, so only this count grows
            backOff(Failure::NoProgress, 0);
            return;
        }
        m_state.failures = 0;
        m_state.failure = Failure::None;
        m_state.refreshed = false;
        if (event.moved)
            m_state.operationsMax = wire::operationsPerPushMax;
        const bool again = event.unsent || event.more || m_state.newWork;
        m_state.idleExchanges = again && !event.moved && !m_state.newWork ? m_state.idleExchanges + 1 : 0;
        if (m_state.idleExchanges > limits::idleExchangesMax) {
            m_state.idleExchanges = 0;
            backOff(Failure::NoProgress, 0);
            return;
        }
        const bool letGoAtOnce = m_state.listened && m_moment.now.msSinceEpoch - m_state.sentAt.msSinceEpoch < limits::restMs;
        if (!again && !event.moved && letGoAtOnce) {   // a hub that does not hold requests must not be asked in a tight loop
            m_state.phase = Phase::BackingOff;
            m_state.wakeAt = Instant { m_moment.now.msSinceEpoch + limits::restMs };
            return;
        }
        send(!again);
    }

    void on(const event::ApplyFailed &)
    {
        if (m_state.phase == Phase::Applying)
            backOff(Failure::Storage, 0);
    }

    void on(const event::Failed &event)
    {
        if (!isOpen(m_state) || event.nonce != m_state.nonce)
            return;
        const bool listening = m_state.phase == Phase::Listening;
        if (event.why == Failure::TimedOut && !listening)
            m_state.pageSize = std::max(m_state.pageSize / 2, wire::rowsPerPageMin);
        if (event.why == Failure::TooLarge && m_state.operationsMax > 1) {   // fewer at a time, at once: nothing is wrong
            m_state.operationsMax = m_state.operationsMax / 2;
            send(false);
            return;
        }
        backOff(event.why, event.retryAfterMs);
    }

    void on(const event::Unauthorised &event)
    {
        if (!isOpen(m_state) || event.nonce != m_state.nonce)
            return;
        if (m_state.refreshed) {    // a fresh token is no better: asking for ever would only hide it
            m_state.phase = Phase::SignedOut;
            m_state.failure = Failure::Refused;
            return;
        }
        m_state.phase = Phase::Refreshing;
        m_commands.append(command::Refresh {});
    }

    void on(const event::TokenRefreshed &)
    {
        if (m_state.phase != Phase::Refreshing)
            return;
        m_state.refreshed = true;
        send(false);
    }

    void on(const event::TokenRefused &)
    {
        if (m_state.phase != Phase::Refreshing)
            return;
        m_state.phase = Phase::SignedOut;
        m_state.failure = Failure::Refused;
    }

    void on(const event::RefreshFailed &event)
    {
        if (m_state.phase == Phase::Refreshing)
            backOff(event.why, event.retryAfterMs);
    }

private:
    void send(bool listen)
    {
        m_state.phase = listen ? Phase::Listening : Phase::Exchanging;
        m_state.nonce += 1;
        m_state.sentAt = m_moment.now;
        m_state.wakeAt.reset();
        m_state.newWork = false;
        const int timeoutMs = limits::answerTimeoutMs + (listen ? wire::waitSecondsMax * 1000 : 0);
        m_commands.append(command::Send { m_state.nonce, m_state.pageSize, m_state.operationsMax, listen, timeoutMs });
    }

    void giveUpOpen()
    {
        if (isOpen(m_state))
            m_commands.append(command::Cancel { m_state.nonce });
    }

    /// Full jitter: anywhere between nothing and the present ceiling, so that a thousand devices do not come back as one.
    void backOff(Failure why, qint64 retryAfterMs)
    {
        qint64 ceilingMs = limits::backOffFirstMs;
        for (int i = 0; i < m_state.failures && ceilingMs < limits::backOffMaxMs; ++i)
            ceilingMs = std::min(ceilingMs * 2, limits::backOffMaxMs);
        qint64 pauseMs = static_cast<qint64>(m_moment.chance * static_cast<double>(ceilingMs));
        if (retryAfterMs > 0)       // not before the hub says, and spread after it by the same jitter
            pauseMs += std::min(retryAfterMs, limits::retryAfterMaxMs);
        m_state.failures += 1;
        m_state.failure = why;
        m_state.phase = Phase::BackingOff;
        m_state.wakeAt = Instant { m_moment.now.msSinceEpoch + pauseMs };
    }

    EngineState m_state;
    Moment m_moment;
    EngineRules m_rules;
    QList<Command> m_commands;
};

} // namespace

Step step(const EngineState &state, const Event &event, const Moment &moment, const EngineRules &rules)
{
    Reaction reaction(state, moment, rules);
    std::visit([&reaction](const auto &e) { reaction.on(e); }, event);
    return std::move(reaction).take();
}

} // namespace sightline::sync
