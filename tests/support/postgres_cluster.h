#pragma once

#include "sync/hub/store/postgres_hub_store.h"

#include <QString>

#include <memory>

namespace sightline::support {

/// A PostgreSQL server of the test's own, from Debian's package: a new cluster in a temporary folder, reached over a socket in it and
/// nothing else. It runs as nobody where the test runs as root, which PostgreSQL refuses to be. fsync is on.
/// Ends with the test, however that ends.
class PostgresCluster {
public:
    /// Made when first asked for; ends the program with a sentence if that fails, since no test of it could mean anything then.
    static PostgresCluster &shared();
    /// In memory, where it is fast and what is killed is the server alone; on the disk, for what is measured.
    enum class Place { Memory, Disk };
    explicit PostgresCluster(Place place = Place::Memory, int connectionsMax = 90);
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster &) = delete;
    PostgresCluster &operator=(const PostgresCluster &) = delete;

    void start();
    /// As `pg_ctl stop -m immediate`: no transaction is ended, nothing is flushed; what was committed must be there after start().
    void stopAtOnce();

    /// The server answers nobody new, and lets nobody go: what a machine does that is there and not there.
    void hang();
    void goOn();

    /// A connection string for @p schema ("public" for none of the council's), as the cluster's owner or as @p role.
    [[nodiscard]] QString conninfo(const QString &schema, const QString &role = QStringLiteral("owner")) const;
    /// A schema nobody has used yet, by name.
    [[nodiscard]] QString newSchema();
    [[nodiscard]] std::unique_ptr<hub::PostgresConnection> connect(const QString &schema) const;
    /// A store over a new or present schema.
    [[nodiscard]] std::unique_ptr<hub::PostgresHubStore> store(const QString &schema, bool guards = true) const;
    /// Runs @p sql past every rule of ours. False if the server refuses it.
    [[nodiscard]] bool administerWithPsql(const QString &sql) const;
    /// Runs the statements of a file with psql.
    [[nodiscard]] bool runFile(const QString &path, const QString &database, const QString &role) const;
    [[nodiscard]] const QString &folder() const { return m_folder; }

    /// A second server that follows this one: a standby, in a cluster of its own.
    [[nodiscard]] std::unique_ptr<PostgresCluster> makeStandby() const;
    /// Makes a standby a server of its own.
    void promote() const;

private:
    struct StandbyTag { };
    explicit PostgresCluster(StandbyTag, const PostgresCluster &primary);
    void makeFolder(Place place);
    [[nodiscard]] bool answers() const;

    QString m_folder;
    int m_connectionsMax = 90;
    int m_process = 0;
    int m_schemas = 0;
};

} // namespace sightline::support
