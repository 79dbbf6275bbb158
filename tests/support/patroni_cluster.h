#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace sightline::support {

/// Three PostgreSQL servers that take over from each other, kept by Patroni, and three etcd that decide: the recipe of
/// sync/hub/ops/deploy as it stands there, with certificates of its own, on this machine's loopback. What differs from the recipe is
/// addresses, ports and folders, and the watchdog, which a test may not have. Everything ends with the test, however that ends.
/// Needs Debian's patroni and etcd-server, and to be root: PostgreSQL and Patroni run as the system's user postgres.
class PatroniCluster {
public:
    static constexpr int servers = 3;

    /// @p recipes: the folder of deploy/. Nothing is started yet.
    explicit PatroniCluster(QString recipes);
    ~PatroniCluster();
    PatroniCluster(const PatroniCluster &) = delete;
    PatroniCluster &operator=(const PatroniCluster &) = delete;

    /// Why it cannot be here; empty: it can.
    [[nodiscard]] static QString whatIsMissing();
    /// Starts all of it, makes the roles and the database by roles.sql, and waits for a leader with a synchronous standby. False, with
    /// `complaint` set, if that does not come about.
    [[nodiscard]] bool start();
    /// The server that takes writes; none at the moment.
    [[nodiscard]] std::optional<int> leader() const;
    /// Whether @p server follows the leader.
    [[nodiscard]] bool follows(int server) const;
    /// A machine that is gone: kill -9 for its Patroni and its PostgreSQL.
    void killMachine(int server);
    /// It comes back, with what its disk holds.
    void startMachine(int server);
    /// Runs the statements of the file @p path with psql as the role behind @p service of pg_service.conf.
    [[nodiscard]] bool runFile(const QString &path, const QString &service);

    /// For PGSERVICEFILE and PGPASSFILE: the recipe's services `council` and `council-owner`.
    [[nodiscard]] QString serviceFile() const { return m_folder + QStringLiteral("/pg_service.conf"); }
    [[nodiscard]] QString passwordFile() const { return m_folder + QStringLiteral("/pgpass"); }

    QString complaint;

private:
    [[nodiscard]] bool fail(const QString &why);
    [[nodiscard]] bool makeCertificates();
    [[nodiscard]] bool writeRecipes();
    [[nodiscard]] bool startEtcd();
    [[nodiscard]] bool makeRoles();
    [[nodiscard]] QString ask(int server, const QString &sql) const;
    [[nodiscard]] QString folderOf(int server) const;
    [[nodiscard]] std::unique_ptr<QProcess> begin(const QStringList &words, const QString &log, const QStringList &environment = {}) const;
    [[nodiscard]] int postmasterOf(int server) const;

    QString m_recipes;
    QString m_folder;
    std::vector<int> m_ports;   ///< of each server: PostgreSQL, Patroni; then of each etcd: clients, peers
    std::vector<std::unique_ptr<QProcess>> m_etcd;
    std::vector<std::unique_ptr<QProcess>> m_patroni;
};

} // namespace sightline::support
