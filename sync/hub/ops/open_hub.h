#pragma once

#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/files/file_stores.h"
#include "sync/hub/ops/history_file.h"
#include "sync/hub/ops/hub_paths.h"
#include "sync/hub/ops/serving_lock.h"
#include "sync/hub/store/council_store.h"
#include "sync/hub/store/postgres_presence.h"

namespace sightline::hub {

enum class OpenFor {
    Creating,        ///< `init`: neither database nor keys may be there, but for what an `init` left that was cut short
    Administering,   ///< may run beside `serve` (decisions 17)
    Serving,         ///< alone with SQLite; with PostgreSQL beside any number of others
};

/// A hub's database, keys, rules and door, joined: the composition root of every command.
class OpenHub {
public:
    /// Notices a database older than the history file and begins a new history then, in which devices offer again what they keep
    /// (decisions 10); but one that lacks what devices were told they need not keep is refused: only a backup, or another server, has it.
    /// Errors: NotFound (also: its `init` was cut short), AlreadyExists, WrongKey, StorageLocked (Serving), Corrupt (it lacks such work), StorageFailure and what the files'
    /// readers say.
    [[nodiscard]] static Result<std::unique_ptr<OpenHub>> open(const HubPaths &paths, OpenFor purpose);

    [[nodiscard]] CouncilStore &store() { return *m_store; }
    [[nodiscard]] HubService &service() { return *m_service; }
    /// Where files lie beside the database.
    [[nodiscard]] FileStores &files() { return *m_files; }
    /// Bytes free where files go, and where the database is if that is a file here; none where neither can be said. Thread: any.
    [[nodiscard]] std::optional<qint64> freeBytes();
    [[nodiscard]] Doorkeeper &door() { return *m_door; }
    [[nodiscard]] const HubKeys &keys() const { return m_keys; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] RandomSource &random() { return m_random; }
    [[nodiscard]] const HubPaths &paths() const { return m_paths; }
    /// True if opening found an older database than was served before.
    [[nodiscard]] bool beganNewHistory() const { return m_beganNewHistory; }
    /// How many places of the history that was served before are not in the database, where that is known.
    [[nodiscard]] qint64 lackingSeqs() const { return m_lackingSeqs; }
    /// To be asked now and then while serving: makes good what was lost of its place over the database, and notes how far others have
    /// come in it. False once the database is another than was opened: then the hub has to be opened anew. Does not wait long.
    [[nodiscard]] bool keepPlace();

    [[nodiscard]] Result<HubState> state();
    /// What the file beside the keys says of a database in @p state.
    [[nodiscard]] static HistoryMark markOf(const HubState &state)
    {
        return { state.epoch, state.seq, state.durableSeq, state.auditN, state.auditChain, state.chain, state.auditHeads };
    }
    /// Notes how far the history has come. Errors: StorageFailure, Corrupt (the audit trail is another than it was). Thread: any.
    [[nodiscard]] Result<void> markHistory(const HubState &state) { return m_history.advance(markOf(state)); }
    /// How far the history had come by the file beside the keys; none where there is none that can be read.
    [[nodiscard]] std::optional<HistoryMark> historyMark() { return m_history.read(); }
    /// Creating: the council is there, and its keys get the name that the hub looks for. Errors: AlreadyExists, StorageFailure.
    [[nodiscard]] Result<void> keepKeys();
    /// Runs @p work in one committed transaction.
    template <typename Work>
    [[nodiscard]] Result<void> inTransaction(Work work)
    {
        auto transaction = m_store->begin();
        if (!transaction)
            return transaction.error();
        if (const Result<void> done = work(**transaction); !done)
            return done.error();
        return (*transaction)->commit();
    }

private:
    OpenHub(HubPaths paths, HubKeys keys) : m_paths(std::move(paths)), m_keys(std::move(keys)), m_history(m_paths.history) { }
    [[nodiscard]] Result<void> openStore(bool mayCreate);
    [[nodiscard]] static Result<std::unique_ptr<OpenHub>> create(const HubPaths &paths);
    [[nodiscard]] Result<void> joinFile(OpenFor purpose);
    [[nodiscard]] Result<void> joinServer();
    [[nodiscard]] Result<bool> historyGoesOn();
    [[nodiscard]] Result<void> beginHistory();

    HubPaths m_paths;
    HubKeys m_keys;
    HistoryFile m_history;
    SystemClock m_clock;
    SodiumRandom m_random;
    std::unique_ptr<ServingLock> m_lock;
    std::unique_ptr<PostgresPresence> m_presence;
    std::unique_ptr<CouncilStore> m_store;
    std::unique_ptr<FileStores> m_files;
    std::unique_ptr<HubService> m_service;
    std::unique_ptr<Doorkeeper> m_door;
    bool m_beganNewHistory = false;
    qint64 m_lackingSeqs = 0;
};

} // namespace sightline::hub
