#pragma once

#include "sync/client/apply_answer.h"
#include "sync/client/store_access.h"
#include "sync/client/transport.h"

namespace sightline::sync {

/// What a run of exchanges moved. Counts are of records (decisions 14).
struct SyncReport {
    qint64 pushed = 0;      ///< records of ours the hub was given
    qint64 receipted = 0;   ///< of these, those whose every operation was applied
    qint64 held = 0;        ///< of these, those the hub keeps with something not applied
    qint64 pulled = 0;      ///< records that came from others
    bool isToBeWiped = false;   ///< the hub has withdrawn this device, and everything of its person's is handed in
    friend bool operator==(const SyncReport &, const SyncReport &) = default;
};

/// Carries out the engine's commands against a store and a transport, on the calling thread. The engine decides; this only
/// does. Used by syncOnce() and by the runner.
class Exchange {
public:
    Exchange(StoreAccess &access, Transport &transport, RandomSource &random, const DeviceRules &rules = {});

    enum class Until {
        Idle,       ///< everything is sent and here, or a pause is due: returns
        Forever,    ///< also holds a request open and waits for news; returns when a pause is due or it is interrupted
    };
    /// Gives @p event to the engine and does what it asks, until there is nothing to do.
    void run(const Event &event, Until until);

    /// Asked when a held request was cancelled, and after each command: an event that came from outside meanwhile.
    std::function<std::optional<Event>()> interruption;
    /// Told after each step: the state has changed.
    std::function<void()> stepped;
    /// Given to each call: see Call::givenUp.
    const std::atomic<bool> *givenUp = nullptr;

    [[nodiscard]] const EngineState &state() const { return m_state; }
    [[nodiscard]] SyncReport report() const;
    /// The hub has withdrawn this device and everything of its person's is handed in: the store is to be destroyed (wipeStore). It stopped.
    [[nodiscard]] bool isToBeWiped() const { return m_isToBeWiped; }
    /// The last error of the store, if that is why the engine pauses.
    [[nodiscard]] const std::optional<Error> &storeError() const { return m_storeError; }
    /// Milliseconds of a clock that never goes back: what the engine's times are of.
    [[nodiscard]] static qint64 steadyMs();

private:
    [[nodiscard]] std::optional<Event> perform(const Command &command);
    [[nodiscard]] std::optional<Event> send(const command::Send &command);
    [[nodiscard]] std::optional<Event> understand(const Reply &reply, quint64 nonce);
    [[nodiscard]] std::optional<Event> apply(const command::Apply &command);
    /// The request that follows if the answer at hand is stored and nothing else happens; none where it may be another. What it sends was
    /// built while the one before was under way, or it asks for the next page.
    [[nodiscard]] std::optional<BuiltRequest> nextRequest() const;
    /// False if it may have arrived and no answer came.
    [[nodiscard]] bool askAhead(BuiltRequest request);
    /// Whether what was sent ahead is what @p command asks for: then its answer is at hand.
    [[nodiscard]] bool hasSentAhead(const command::Send &command);
    /// Whether the page read ahead answers @p request: then it is the answer at hand.
    [[nodiscard]] bool hasReadAhead(const wire::SyncRequest &request);
    /// Builds what follows on @p request, for when its answer comes: a job for the store, while the hub is at work.
    void buildAfter(Store &store, const BuiltRequest &request);
    [[nodiscard]] Result<void> noteSent(const SentRequest &sent);
    void remember(const wire::SyncRequest &asked);
    [[nodiscard]] RequestSize sizeOf(const command::Send &command) const;
    [[nodiscard]] Event refresh();
    [[nodiscard]] Moment moment();

    StoreAccess &m_access;
    Transport &m_transport;
    RandomSource &m_random;
    DeviceRules m_rules;
    EngineState m_state;
    std::optional<Error> m_storeError;
    std::optional<SentRequest> m_sent;           ///< of the open request
    std::optional<wire::SyncRequest> m_asked;    ///< the same, without its operations
    qint64 m_askedAtMs = 0;                      ///< when its clock was read, in steadyMs()
    QString m_token;                             ///< it went with
    /// What was asked while the answer before it was being stored.
    struct Ahead {
        BuiltRequest request;
        wire::SyncAnswer answer;
        QList<RecordId> damaged;
    };
    std::optional<Ahead> m_ahead;
    std::optional<BuiltRequest> m_following;     ///< operations that follow on those of the open request
    RequestSize m_size;                          ///< the open request's
    std::optional<wire::SyncAnswer> m_answer;    ///< to it
    QList<RecordId> m_damaged;
    bool m_leavesOutOwn = true;                  ///< until an answer left out what was not sent
    QSet<RecordId> m_pushed;
    QSet<RecordId> m_held;
    bool m_isToBeWiped = false;
    qint64 m_pulled = 0;                         ///< a count, not a set: a first pull may bring any number
};

/// Sends everything and takes everything once, for the command line. Errors: NotEnrolled, HubUnreachable (no answer; nothing
/// changed by an exchange that was not answered), HubRefused, those of the database. Thread: the store's.
[[nodiscard]] Result<SyncReport> syncOnce(StoreAccess &access, Transport &transport, RandomSource &random);

} // namespace sightline::sync
