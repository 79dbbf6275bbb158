#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace sightline::e2e {

/// Where the three programs are: their folder is given on the command line.
struct Programs {
    QString app;
    QString cli;
    QString hub;
};

/// Runs a program to its end and returns its standard output. Ends the trip, with the program's own words, if it fails.
QString runToEnd(const QString &program, const QStringList &arguments);

/// A program that keeps running: the hub or the app. Killed without mercy when dropped.
class Running {
public:
    Running(const QString &program, const QStringList &arguments, const QString &logFile);
    ~Running();
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// The same, asked of the system now: no event loop is needed.
    [[nodiscard]] bool hasEnded();
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// SIGKILL from this thread; returns once it is gone.
    void killNow();
    /// SIGTERM; returns its exit code.
    int stop();

private:
    QProcess m_process;
};

/// A hub of the demo council in @p folder, as its own process on a free port of 127.0.0.1.
class HubProcess {
public:
    HubProcess(const Programs &programs, const QString &folder);

    void start();
    /// SIGKILL; callable from any thread.
    void kill9();
    void stop();
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString enrol(const QString &person) const;
    /// One JSON line a record.
    [[nodiscard]] QString exported() const;

private:
    [[nodiscard]] QStringList store() const;

    Programs m_programs;
    QString m_folder;
    std::unique_ptr<Running> m_running;
    int m_port = 0;
};

} // namespace sightline::e2e
