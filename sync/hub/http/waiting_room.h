#pragma once

#include <QSet>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <random>
#include <thread>

namespace sightline::hub {

/// Holds answers that would be empty until something in their scopes changes, their time is over, or the other side has gone
/// (sync.md B12). Those woken together leave spread over a moment, so that a change does not call everybody at once.
/// Every visitor is told to look again exactly once: it looks, and comes back or leaves.
class WaitingRoom {
public:
    struct Visitor {
        QSet<QString> scopes;
        std::chrono::steady_clock::time_point until;
        qint64 seenSeq = 0;                            ///< of the snapshot its empty answer was made from
        std::function<bool()> isStillThere;
        std::function<void(bool isOver)> lookAgain;    ///< isOver: answer now, however empty
    };

    /// What other processes over the same database say of their commits.
    enum class Others {
        Silent,   ///< a command that administers: whatever is new that nobody said concerns everybody
        Tell,     ///< other hubs, a moment later (wake()): only what is still unsaid at the next look concerns everybody
    };
    /// @p presentSeq gives the committed seq: asked now and then, since other processes may write.
    WaitingRoom(std::function<qint64()> presentSeq, std::chrono::milliseconds spread, Others others = Others::Silent);
    ~WaitingRoom() { stop(); }
    WaitingRoom(const WaitingRoom &) = delete;
    WaitingRoom &operator=(const WaitingRoom &) = delete;

    /// Thread: any.
    void enter(Visitor visitor);
    /// Something committed up to @p seq touched @p scopes; everybody's, if @p rights changed. Thread: any.
    void wake(qint64 seq, const QSet<QString> &scopes, bool rights);

    /// Who is in it. Thread: any.
    [[nodiscard]] int visitors();
    /// Sends everybody out, and whoever comes later straight away.
    void stop();

private:
    struct Seat {
        Visitor visitor;
        std::chrono::steady_clock::time_point at;   ///< when it is told to look again
    };
    /// Something that was committed, for those who come in after it but looked before it.
    struct Change {
        qint64 seq = 0;
        QSet<QString> scopes;
        bool everybody = false;
        [[nodiscard]] bool concerns(const Visitor &visitor) const { return everybody || visitor.scopes.intersects(scopes); }
    };
    void run();
    void lookOutside();
    void note(const Change &change);
    [[nodiscard]] std::chrono::steady_clock::time_point soon();
    [[nodiscard]] std::list<Seat> takeDue(std::chrono::steady_clock::time_point now);

    std::function<qint64()> m_presentSeq;
    std::chrono::milliseconds m_spread;
    Others m_others;
    qint64 m_unsaidSeq = 0;     ///< found at the last look, and nobody had said it
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::list<Seat> m_seats;
    std::deque<Change> m_lately;
    qint64 m_seq = 0;
    bool m_stopping = false;
    std::minstd_rand m_chance { std::random_device {}() };
    std::thread m_thread;
};

} // namespace sightline::hub
