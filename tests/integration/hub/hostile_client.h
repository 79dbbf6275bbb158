#pragma once

#include "tests/integration/hub/wire_device.h"

#include <QStringList>

namespace sightline::hub {

/// What the hostile client knows before it begins: everything it could have learned by other ways, and nothing it may read.
struct Prey {
    QStringList scopes;              ///< names of scopes that are not its own
    QList<RecordId> records;         ///< ids of records it may not read
    QList<OperationId> operations;   ///< ids of operations by others
    QList<StreamId> streams;         ///< other installations' streams
    QList<InstallationId> installations;
    QList<QByteArray> files;         ///< names (SHA-256) of files that its records do not name, two chunks each
    QStringList people;
    QStringList teams;
    QStringList services;
};

/// A valid token in bad hands: asks every route for what is not its own, in every way the protocol's fields allow, and keeps
/// every byte that came back, unpacked.
class HostileClient {
public:
    HostileClient(WireDevice device, quint16 port, Prey prey) : m_device(std::move(device)), m_port(port), m_prey(std::move(prey)) { }

    void tryEverything();

    [[nodiscard]] const QByteArray &everythingHeard() const { return m_heard; }
    [[nodiscard]] int requests() const { return m_requests; }
    /// Operations of its own that were applied, by what they tried.
    [[nodiscard]] const QMap<QString, int> &applied() const { return m_applied; }
    /// Requests about files among them, and those that were answered otherwise than the same about a file that there is not.
    [[nodiscard]] int fileRequests() const { return m_fileRequests; }
    [[nodiscard]] const QStringList &toldApart() const { return m_toldApart; }

private:
    void forgeCursors();
    void forgeHeads();
    void touchForeignRecords();
    void settleForeignWork();
    void borrowStreams();
    void askForDigests();
    void reachForFiles();
    void nameForeignFiles();
    RawAnswer askForFile(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});
    void knockElsewhere();
    void listen();
    void push(const QString &what, const QList<Operation> &operations);
    void hear(const RawAnswer &answer);
    void ask(const QByteArray &method, const QByteArray &path, const QByteArray &body);
    [[nodiscard]] RecordBody ownVisit() const;

    WireDevice m_device;
    quint16 m_port;
    Prey m_prey;
    QByteArray m_heard;
    int m_requests = 0;
    int m_fileRequests = 0;
    QStringList m_toldApart;
    QMap<QString, int> m_applied;
};

} // namespace sightline::hub
