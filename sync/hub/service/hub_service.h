#pragma once

#include "core/calendar/council_zone.h"
#include "core/people/council.h"
#include "core/records/published.h"
#include "core/records/visibility.h"
#include "sync/hub/service/follow_switches.h"
#include "sync/hub/service/hub_rules.h"
#include "sync/hub/store/hub_store.h"
#include "sync/protocol/files.h"
#include "sync/protocol/messages.h"

#include <QSet>

#include <functional>

namespace sightline::hub {

/// Who asks: from the token, never from the message.
struct Caller {
    enum class Access {
        Full,
        PushOnly,   ///< a disabled user's device: gives its work, receives nothing, `scopes` is empty (sync.md B10)
    };
    InstallationId installation;
    PersonId person;
    Access access = Access::Full;
    bool mustWipe = false;   ///< its installation was withdrawn, and is told to destroy what it holds
};

class FileStores;
struct ErasureOrder;

/// A chunk's row, with the stores its bytes may lie in.
struct FoundChunk {
    StoredChunk chunk;
    QList<FileStoreRow> stores;
};

/// What reading a file whole came to, and of which chunks.
struct FileProof {
    QList<ChunkPlace> places;
    bool isWhole = false;
};

struct HubOptions {
    HubRules rules;
    /// Visibility of forms the hub has no definition record of; definition records stand above it.
    VisibilityTable visibility;
    /// Rights follow the council's day (decisions 23); by default UTC's.
    CouncilZone zone;
    /// An installation may make the hub notice a restore its operator forgot (a cursor above our seq, R14) once in this time.
    qint64 forgottenRestoreEveryMs = 24LL * 3600 * 1000;
    /// Records that follow a switch of the council's in one transaction.
    int followedTogether = followedTogetherUsual;
    /// Where chunks lie that are not in the database; none: all are in it. Outlives the service.
    FileStores *files = nullptr;
};

/// What a committed change touched, to wake those who wait.
struct Touched {
    qint64 seq = 0;
    QSet<QString> scopes;
    bool rights = false;            ///< people or teams changed: everybody's scopes may have
    bool isEmpty() const { return scopes.isEmpty() && !rights; }
};

/// Half of an exchange: what the push came to.
struct PushResult {
    QList<wire::Ack> acks;
    wire::Control control;
    Touched touched;
    qint64 readingsTaken = 0;       ///< see wire::SyncAnswer
};

/// What sending a chunk came to.
struct ChunkResult {
    wire::FileState state;
    bool wasWrong = false;          ///< the chunks together are not the file that was named; none was kept
    Touched touched;
    bool isToProve = false;         ///< all are here, and the whole has still to be read: proveFile(), then settleFile()
    QList<ChunkPlace> dropped;      ///< once this is committed, forget() them
};

/// A record of the hub's own: a person, team, setting, edition, form definition.
struct Publication {
    RecordId id;
    RecordBody body;
};

using sightline::publishedId;

/// The hub's rules without a socket: a request value, a caller and a clock in, an answer value out. Holds no state of its
/// own but caches, so any number may stand over one store. Thread: every call is safe from any thread; the store allows one
/// transaction at a time. Source: sync.md B3-B8, decisions 1-14.
class HubService {
public:
    HubService(HubStore &store, const Clock &clock, RandomSource &random, HubOptions options = {});
    ~HubService();
    HubService(const HubService &) = delete;
    HubService &operator=(const HubService &) = delete;

    /// One whole POST /v1/sync without the wait: the push is committed, then the answer is made from one snapshot.
    /// Errors: InvalidInput, TooLarge (over 100 operations), StorageFailure, StorageFull: nothing was taken, unless it was the
    /// commit that failed; then the operations are known when they come again.
    [[nodiscard]] Result<wire::SyncAnswer> sync(const wire::SyncRequest &request, const Caller &caller);

    /// The push half, inside @p transaction, which the caller commits before answering. Nothing is refused (R4).
    [[nodiscard]] Result<PushResult> acceptPush(HubTransaction &transaction, const wire::SyncRequest &request, const Caller &caller);
    /// The pull half, from one snapshot.
    [[nodiscard]] Result<wire::SyncAnswer> servePull(HubSnapshot &snapshot, const wire::SyncRequest &request, const Caller &caller, const PushResult &push);
    /// Whether @p request brings anything that needs the write transaction.
    [[nodiscard]] static bool needsTransaction(const wire::SyncRequest &request, const HubState &state);

    /// Sub-digests of @p scope for repair (sync.md B9): 256 sums by the next byte of SHA-256(record id) below @p prefix (hex),
    /// or the rows themselves where at most 64 are left. Errors: NotAllowed (not a scope of the caller's, whether or not it exists).
    [[nodiscard]] Result<Json> digest(HubSnapshot &snapshot, const QString &scope, const QString &prefix, const Caller &caller);

    /// Puts the bytes of chunk @p n of a file that an operation of @p caller names where new ones go, before the transaction that gives it a
    /// row. None: it is here already. Errors: NotFound (none names it), InvalidInput (no such chunk, another length), StorageFailure, StorageFull.
    [[nodiscard]] Result<std::optional<StoredChunk>> keepChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const QByteArray &bytes,
                                                               const Caller &caller);
    /// Notes what keepChunk() gave, inside @p transaction, which the caller commits before answering. Errors: NotFound.
    [[nodiscard]] Result<ChunkResult> noteChunk(HubTransaction &transaction, const QByteArray &sha, qint64 n, const std::optional<StoredChunk> &chunk,
                                                const Caller &caller);
    /// Reads a file of @p caller's whole, outside any transaction. Errors: NotFound, StorageFailure.
    [[nodiscard]] Result<FileProof> proveFile(const QByteArray &sha, const Caller &caller);
    /// Makes of @p proof what it says. Errors: NotFound.
    [[nodiscard]] Result<ChunkResult> settleFile(HubTransaction &transaction, const QByteArray &sha, const FileProof &proof, const Caller &caller);
    /// Lets go of what a committed transaction dropped; what does not go now goes with the next sweep.
    void forget(const QList<ChunkPlace> &dropped);
    /// All of these at once, in transactions of its own: for who gives a file and is no request. Errors: as they.
    [[nodiscard]] Result<ChunkResult> takeChunk(const QByteArray &sha, qint64 n, const QByteArray &bytes, const Caller &caller);
    /// What is missing of a file that @p caller gives. Errors: NotFound.
    [[nodiscard]] Result<wire::FileState> fileState(HubSnapshot &snapshot, const QByteArray &sha, const Caller &caller);
    /// Chunk @p n of a file of a record that @p caller may read. Errors: NotFound, whether or not there is such a file.
    [[nodiscard]] Result<FoundChunk> findChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Caller &caller);
    /// The bytes of what findChunk() gave. Errors: Corrupt, StorageFailure.
    [[nodiscard]] Result<QByteArray> bytesOf(const FoundChunk &found);
    /// The two together. Errors: as they.
    [[nodiscard]] Result<QByteArray> readChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Caller &caller);

    /// Publishes each record whose body differs from the present one, as an operation of the hub's own stream. Where this turns a switch of the
    /// council's, it is in force with the commit, and followSwitches() has work.
    [[nodiscard]] Result<Touched> publish(HubTransaction &transaction, const QList<Publication> &publications);
    [[nodiscard]] Result<void> publish(const QList<Publication> &publications);   ///< the same, committed, and followed to the end
    /// Looks at some records, and writes into their places what the council's switches say, in one transaction of its own; begins and ends by
    /// itself. False: there is nothing left to do. What was done is done, also if nobody goes on: then any hub over the store may.
    [[nodiscard]] Result<bool> followSwitches();

    /// Begins a history: names the council and its first epoch, and publishes what it begins with, all or nothing. Errors: AlreadyExists.
    [[nodiscard]] Result<void> begin(const QString &council, const QList<Publication> &publications = {});
    /// Judges again what an older version of this program kept because it could not read it. What is still not understood stays.
    [[nodiscard]] Result<void> replayUnderstood();
    /// Names the files of operations that were taken before this program knew of files, so that their devices may send them. Reads the whole
    /// log once in a database's life, from a snapshot, and nothing of it where any file is named already.
    [[nodiscard]] Result<void> nameFilesOfTheLog();
    /// A new random epoch: after a restore (R14). Every device offers its kept work again. The audit trail tells of it, with @p about.
    [[nodiscard]] Result<void> newEpoch(const Json::Object &about = {});
    /// Carries out what was ordered, in a transaction of its own, and tells the audit trail of it in the same. Where this database has done it
    /// already nothing happens. Devices drop the records at their next contact. @p beforehand is asked in that transaction, so nothing comes
    /// between. Errors: its, and the database's; nothing was erased then.
    [[nodiscard]] Result<ErasureRow> erase(const ErasureOrder &order, const std::function<Result<void>(HubSnapshot &)> &beforehand = {});
    /// A verified backup holds everything up to @p seq (R13).
    [[nodiscard]] Result<void> setDurable(qint64 seq);

    /// Somebody of the council, as of this snapshot or transaction; none if unknown.
    [[nodiscard]] Result<std::optional<Person>> person(HubSnapshot &snapshot, const PersonId &id);
    /// People and teams of this snapshot. Errors: those of the database.
    [[nodiscard]] Result<Council> council(HubSnapshot &snapshot);
    /// The council's day.
    [[nodiscard]] QDate today() const;
    /// By which the council counts its days.
    [[nodiscard]] const CouncilZone &zone() const;
    /// Scopes @p person may read at this snapshot (decisions 5).
    [[nodiscard]] Result<QStringList> scopesOf(HubSnapshot &snapshot, const PersonId &person);

private:
    [[nodiscard]] Result<void> followSwitchesToTheEnd();

    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace sightline::hub
