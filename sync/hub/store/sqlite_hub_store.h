#pragma once

#include "core/sqlite/connection.h"
#include "sync/hub/store/council_store.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace sightline::hub {

struct SqliteHubOptions {
    QString path = {};                  ///< a file, or ":memory:" (one connection, so one snapshot or transaction at a time)
    const DatabaseKey *key = nullptr;   ///< null: not encrypted (simulator, tests)
    QByteArray vfs = {};
    bool mayCreate = false;
    /// Administration runs beside `serve` in a process of its own (decisions 17): how long one waits for the other's transaction.
    int busyTimeoutMs = 10'000;
    /// Off in the simulator's test build only: a rule that is switched off must be caught by the oracle, not by a trigger.
    bool guards = true;
};

/// The hub's records in one SQLite file: WAL, synchronous=EXTRA, one writing connection and a reader for each open snapshot.
/// Thread: any, as HubStore says. Everything it gave must be gone before it is.
class SqliteHubStore final : public CouncilStore {
public:
    /// Errors: NotFound (no file, and not `mayCreate`), WrongKey, Corrupt, StorageFailure, StorageFull, UnsupportedVersion.
    [[nodiscard]] static Result<std::unique_ptr<SqliteHubStore>> open(const SqliteHubOptions &options);

    [[nodiscard]] Result<std::unique_ptr<HubSnapshot>> snapshot() override;
    [[nodiscard]] Result<std::unique_ptr<HubTransaction>> begin() override;

    [[nodiscard]] Result<void> copyTo(const QString &path, const DatabaseKey &key) override;
    [[nodiscard]] Result<qint64> bytesOnDisk() override;
    [[nodiscard]] Result<Scrubbed> scrub(bool anySize) override;
    [[nodiscard]] Result<QString> integrityCheck() override;
    [[nodiscard]] Result<bool> knowsHistory(const QString &epoch) override;
    [[nodiscard]] Result<bool> isHomeOf(const QString &) override { return true; }
    [[nodiscard]] bool hasMoved() const override { return false; }
    [[nodiscard]] std::unique_ptr<OtherHubs> otherHubs(std::function<void(const Commit &)>) override { return nullptr; }

private:
    friend class SqliteHubReading;
    friend class SqliteHubWriting;
    explicit SqliteHubStore(const SqliteHubOptions &options);
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> writeCopy(const QString &path);
    [[nodiscard]] Result<std::unique_ptr<Connection>> openConnection(OpenMode mode) const;
    [[nodiscard]] Result<std::unique_ptr<Connection>> takeReader();
    void giveBack(std::unique_ptr<Connection> reader);
    [[nodiscard]] bool isInMemory() const { return m_options.path == QLatin1String(":memory:"); }

    SqliteHubOptions m_options;
    std::optional<DatabaseKey> m_key;
    std::unique_ptr<Connection> m_writer;
    std::mutex m_writing;                                  ///< held by the one transaction
    std::mutex m_reading;                                  ///< guards the idle readers
    std::vector<std::unique_ptr<Connection>> m_idleReaders;
};

} // namespace sightline::hub
