#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace sightline::support {

/// A hub as a process of its own, in a folder that goes with it: made with the demo council, served on a port of its own
/// choice on this machine. Needs a QCoreApplication.
class HubProcess {
public:
    /// @p program: the built sightline-hub.
    explicit HubProcess(QString program);
    ~HubProcess();

    /// Makes the council. False, with the hub's words in `complaint`, if that fails.
    [[nodiscard]] bool init();
    /// Serves; the second time on the same port, so that devices find it again.
    [[nodiscard]] bool serve();
    void kill();        ///< kill -9
    void terminate();   ///< SIGTERM, and waits

    /// Runs the hub's administration; its standard output. Empty, with `complaint` set, if it failed.
    [[nodiscard]] QByteArray administer(const QStringList &arguments);
    /// A one-time code for @p person.
    [[nodiscard]] QString codeFor(const QString &person);
    [[nodiscard]] QString url() const;
    [[nodiscard]] qint64 processId() const { return m_serving ? m_serving->processId() : 0; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    QString complaint;

private:
    [[nodiscard]] QStringList withDatabase(QStringList arguments) const;

    QString m_program;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_serving;
    int m_port = 0;
};

} // namespace sightline::support
