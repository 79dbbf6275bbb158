#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <sys/types.h>

#include <chrono>
#include <optional>

namespace sightline::hub {

/// What a command printed and how it ended.
struct Finished {
    int exitCode = -1;      ///< -1: it did not run, or was killed
    QByteArray out;
    QByteArray err;
};

/// The real sightline-hub in a process of its own.
class HubProcess {
public:
    /// Everything lies in @p folder: database, keys elsewhere in it. @p database: another than the file there, as --db names it.
    explicit HubProcess(QString folder, QString database = {});
    ~HubProcess();
    HubProcess(const HubProcess &) = delete;
    HubProcess &operator=(const HubProcess &) = delete;

    /// Runs one command to its end; --db and --key-file are added.
    [[nodiscard]] Finished run(const QStringList &arguments) const;
    /// Begins one command, to be killed or waited for; --db and --key-file are added. False if it could not be started.
    [[nodiscard]] bool begin(const QStringList &arguments);
    /// Begins to serve, with @p options besides; true once it listens.
    [[nodiscard]] bool serve(const QStringList &options = {});
    [[nodiscard]] pid_t processId() const { return m_process; }
    [[nodiscard]] quint16 port() const { return m_port; }
    void kill();
    /// SIGTERM. Its exit code.
    int stop();
    /// Waits for it to end by itself. Its exit code; none if it still runs after @p wait.
    [[nodiscard]] std::optional<int> waitUntilEnded(std::chrono::milliseconds wait);
    [[nodiscard]] bool isRunning() const { return m_process > 0; }
    [[nodiscard]] QString file(const QString &name) const { return m_folder + u'/' + name; }

private:
    [[nodiscard]] pid_t start(const QStringList &arguments, const QString &out, const QString &err) const;
    [[nodiscard]] QStringList withPaths(QStringList arguments) const;
    int waitFor(pid_t process) const;

    QString m_folder;
    QString m_database;
    pid_t m_process = 0;
    quint16 m_port = 0;
};

} // namespace sightline::hub
