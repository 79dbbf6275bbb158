#include "sync/hub/http/waiting_room.h"

#include <algorithm>
#include <utility>

namespace sightline::hub {

using Steady = std::chrono::steady_clock;

namespace {

/// How often it looks for what another process committed, and for who has gone. Administration is seen within a second.
constexpr std::chrono::milliseconds lookEvery { 400 };
/// Changes remembered for whoever comes in a moment later; more than a busy hub commits while an answer is on its way here.
constexpr std::size_t latelyMax = 512;

} // namespace

WaitingRoom::WaitingRoom(std::function<qint64()> presentSeq, std::chrono::milliseconds spread, Others others)
    : m_presentSeq(std::move(presentSeq)), m_spread(spread), m_others(others), m_thread([this] { run(); })
{
}

int WaitingRoom::visitors()
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_seats.size());
}

void WaitingRoom::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (!m_thread.joinable())
        return;
    m_thread.join();
    for (Seat &seat : m_seats)
        seat.visitor.lookAgain(true);
    m_seats.clear();
}

Steady::time_point WaitingRoom::soon()
{
    const auto most = static_cast<unsigned>(std::max<qint64>(1, m_spread.count()));
    return Steady::now() + std::chrono::milliseconds(m_chance() % most);
}

void WaitingRoom::enter(Visitor visitor)
{
    {
        std::unique_lock lock(m_mutex);
        if (m_stopping) {
            lock.unlock();
            return visitor.lookAgain(true);
        }
        // What was committed after its snapshot, and before it came in, woke nobody.
        const bool missedSomething = std::any_of(m_lately.cbegin(), m_lately.cend(),
                                                 [&visitor](const Change &change) { return change.seq > visitor.seenSeq && change.concerns(visitor); });
        const auto at = missedSomething ? Steady::now() : visitor.until;
        m_seats.push_back({ std::move(visitor), at });
    }
    m_changed.notify_all();
}

void WaitingRoom::wake(qint64 seq, const QSet<QString> &scopes, bool rights)
{
    {
        const std::lock_guard lock(m_mutex);
        note({ seq, scopes, rights });
    }
    m_changed.notify_all();
}

/// Under the lock.
void WaitingRoom::note(const Change &change)
{
    m_seq = std::max(m_seq, change.seq);
    m_lately.push_back(change);
    if (m_lately.size() > latelyMax)
        m_lately.pop_front();
    for (Seat &seat : m_seats) {
        if (change.concerns(seat.visitor))
            seat.at = std::min(seat.at, soon());
    }
}

/// Another process may have committed, and any visitor may have gone.
void WaitingRoom::lookOutside()
{
    const qint64 seq = m_presentSeq();
    const std::lock_guard lock(m_mutex);
    const qint64 unsaid = std::exchange(m_unsaidSeq, seq);
    const qint64 dueSeq = m_others == Others::Silent ? seq : std::min(unsaid, seq);
    if (dueSeq > m_seq)
        note({ dueSeq, {}, true });
    for (Seat &seat : m_seats) {
        if (seat.visitor.isStillThere && !seat.visitor.isStillThere()) {
            seat.visitor.until = Steady::now();
            seat.at = seat.visitor.until;
        }
    }
}

std::list<WaitingRoom::Seat> WaitingRoom::takeDue(Steady::time_point now)
{
    std::list<Seat> due;
    for (auto seat = m_seats.begin(); seat != m_seats.end();) {
        const auto next = std::next(seat);
        if (seat->at <= now)
            due.splice(due.end(), m_seats, seat);
        seat = next;
    }
    return due;
}

void WaitingRoom::run()
{
    auto nextLook = Steady::now() + lookEvery;
    for (;;) {
        std::list<Seat> due;
        {
            std::unique_lock lock(m_mutex);
            auto until = nextLook;
            for (const Seat &seat : m_seats)
                until = std::min(until, seat.at);
            m_changed.wait_until(lock, until);
            if (m_stopping)
                return;
            due = takeDue(Steady::now());
        }
        for (Seat &seat : due)
            seat.visitor.lookAgain(Steady::now() >= seat.visitor.until);
        if (Steady::now() >= nextLook) {
            lookOutside();
            nextLook = Steady::now() + lookEvery;
        }
    }
}

} // namespace sightline::hub
