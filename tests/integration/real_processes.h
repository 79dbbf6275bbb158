#pragma once

#include "core/base/json.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <random>

namespace sightline::integration {

/// How a run of a program ended.
struct ProgramRun {
    bool wasKilled = false;
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    qint64 tookUs = 0;

    /// The one line of JSON it printed, whole; null if it printed none (it was killed before).
    [[nodiscard]] Json json() const;
};

/// A hub and devices as real processes in a folder of their own: the programs that people run, over loopback. What they say on
/// standard error is kept in the folder's *.log.
class RealProcesses {
public:
    /// Paths of the two programs.
    RealProcesses(QString cli, QString hub);
    ~RealProcesses();
    RealProcesses(const RealProcesses &) = delete;
    RealProcesses &operator=(const RealProcesses &) = delete;

    /// Makes the demo council. False, with a line on standard error, if the hub would not.
    [[nodiscard]] bool makeCouncil();
    /// Starts serving, on the same port as before if there was one, and waits until it listens.
    [[nodiscard]] bool startHub();
    void killHub();         ///< -9
    [[nodiscard]] bool stopHub();   ///< SIGTERM; true if it ended with 0
    [[nodiscard]] bool hubIsRunning() const { return m_hub && m_hub->state() == QProcess::Running; }

    /// Makes a store whose passphrase costs little, and joins it to the hub as @p person.
    [[nodiscard]] bool enrol(const QString &device, const QString &person);

    /// Runs the command line for @p device. @p killAfterUs: kill -9 after so many microseconds; negative: never.
    [[nodiscard]] ProgramRun cli(const QString &device, const QStringList &arguments, qint64 killAfterUs = -1);
    [[nodiscard]] ProgramRun hub(const QStringList &arguments);
    /// Begins a command of the hub's without waiting; finish() ends it.
    [[nodiscard]] std::unique_ptr<QProcess> beginHub(const QStringList &arguments);
    /// Begins a command without waiting; finish() ends it.
    [[nodiscard]] std::unique_ptr<QProcess> begin(const QString &device, const QStringList &arguments);
    [[nodiscard]] static ProgramRun finish(QProcess &process, qint64 killAfterUs = -1);

    /// A file with answers that complete an office visit, with @p words as its story.
    [[nodiscard]] QString answersFile(const QString &words);
    /// Takes those files away again: they hold the words in plain text.
    void removeAnswersFiles() const;
    [[nodiscard]] QString storePath(const QString &device) const { return m_folder.filePath(device); }
    [[nodiscard]] QString keyFile() const { return m_folder.filePath(QStringLiteral("key")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] quint16 hubPort() const { return m_port.toUShort(); }
    [[nodiscard]] QString hubDatabase() const { return m_folder.filePath(QStringLiteral("council.db")); }
    [[nodiscard]] QString hubKeys() const { return m_folder.filePath(QStringLiteral("hub.key")); }

private:
    ProgramRun logged(ProgramRun run) const;
    [[nodiscard]] QStringList ofDevice(const QString &device, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QString m_cliProgram;
    QString m_hubProgram;
    QString m_port;
    int m_answers = 0;
    std::unique_ptr<QProcess> m_hub;
};

} // namespace sightline::integration
