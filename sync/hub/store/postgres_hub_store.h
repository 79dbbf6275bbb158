#pragma once

#include "sync/hub/store/council_store.h"
#include "sync/hub/store/postgres_connection.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace sightline::hub {

struct PostgresHubOptions {
    PostgresTarget target;
    bool mayCreate = false;
    /// Most snapshots at once; 0: two for each core, four at least.
    int readersMax = 0;
    /// How long a transaction waits for another hub's or program's.
    std::chrono::milliseconds lockWait { 5'000 };
    /// How long the server may take to let a connection in.
    std::chrono::milliseconds connectWait { 15'000 };
    /// As in SqliteHubOptions: off in the simulator's test build only.
    bool guards = true;
};

/// The hub's records in one schema of a PostgreSQL database, which any number of hub processes may stand over at once. A transaction
/// holds the council's row from its first statement to the commit (R1), so that numbers are in commit order across processes; a
/// snapshot is a REPEATABLE READ transaction of a pooled connection. A connection that was lost is made anew by whoever asks next;
/// while the server is away one asks after it at a time, and the others fail at once.
/// Thread: any, as HubStore says. Everything it gave must be gone before it is.
class PostgresHubStore final : public CouncilStore {
public:
    /// Errors: NotFound (no council's schema there, and not `mayCreate`), InvalidInput, NotAllowed (PostgresConnection::open),
    /// StorageFailure, StorageLocked, UnsupportedVersion.
    [[nodiscard]] static Result<std::unique_ptr<PostgresHubStore>> open(const PostgresHubOptions &options);
    ~PostgresHubStore() override;

    /// Errors besides those of HubStore: StorageLocked (every reader was in use for five seconds).
    [[nodiscard]] Result<std::unique_ptr<HubSnapshot>> snapshot() override;
    /// Errors besides those of HubStore: StorageLocked (another hub or program held the council's row for five seconds).
    [[nodiscard]] Result<std::unique_ptr<HubTransaction>> begin() override;

    [[nodiscard]] Result<void> copyTo(const QString &path, const DatabaseKey &key) override;
    [[nodiscard]] Result<qint64> bytesOnDisk() override;
    /// "ok", or what is missing of the triggers that guard the records: pages are the server's to check (data checksums).
    [[nodiscard]] Result<Scrubbed> scrub(bool) override { return Scrubbed::NotOurs; }
    [[nodiscard]] Result<QString> integrityCheck() override;
    [[nodiscard]] Result<bool> knowsHistory(const QString &epoch) override;
    [[nodiscard]] Result<bool> isHomeOf(const QString &epoch) override;
    /// Here: a connection came to another database than the first did (a standby that was promoted, a restore). No answer is made from it.
    [[nodiscard]] bool hasMoved() const override { return m_hasMoved; }
    [[nodiscard]] std::unique_ptr<OtherHubs> otherHubs(std::function<void(const Commit &)> heard) override;

private:
    friend class PostgresHubReading;
    friend class PostgresHubWriting;
    explicit PostgresHubStore(PostgresHubOptions options);
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<std::unique_ptr<PostgresConnection>> connect(std::chrono::milliseconds idleInTransaction);
    [[nodiscard]] Result<std::unique_ptr<PostgresConnection>> connectToWrite();
    [[nodiscard]] bool mayAsk();
    [[nodiscard]] Result<std::unique_ptr<PostgresConnection>> takeReader();
    [[nodiscard]] Result<std::unique_ptr<PostgresConnection>> beginReading();
    void giveBack(std::unique_ptr<PostgresConnection> reader);
    void forgetIdleReaders();
    [[nodiscard]] Result<std::optional<QString>> homeOf(const QString &epoch);
    [[nodiscard]] Result<void> lockCouncil();

    PostgresHubOptions m_options;
    QString m_identity;
    std::atomic<bool> m_hasMoved = false;
    std::atomic<bool> m_isAway = false;                    ///< the last attempt to connect failed
    std::mutex m_writing;                                  ///< held by this process's one transaction
    std::unique_ptr<PostgresConnection> m_writer;          ///< none after the connection was lost
    QString m_notedEpoch;                                  ///< its home is in the records, as m_writing guards
    std::mutex m_reading;                                  ///< guards what follows
    std::condition_variable m_readerCameBack;
    std::vector<std::unique_ptr<PostgresConnection>> m_idleReaders;
    int m_readers = 0;                                     ///< idle ones and those in use
    bool m_isAsking = false;                               ///< somebody tries whether the server is back
    std::chrono::steady_clock::time_point m_asksAgainAt;
};

} // namespace sightline::hub
