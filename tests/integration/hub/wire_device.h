#pragma once

#include "core/base/instant.h"
#include "sync/protocol/messages.h"
#include "tests/integration/hub/raw_client.h"

#include <QMap>
#include <QSet>

namespace sightline::hub {

/// A device that talks to a hub over a real socket with the protocol's own codec, and can also send what no device would.
class WireDevice {
public:
    /// Enrols with @p code; token() is empty if that failed.
    WireDevice(quint16 port, const QString &person, const QString &code);

    [[nodiscard]] bool isEnrolled() const { return !m_answer.accessToken.isEmpty(); }
    [[nodiscard]] QByteArray authorization() const { return "Authorization: Bearer " + m_answer.accessToken.toLatin1(); }
    [[nodiscard]] const wire::EnrolAnswer &enrolment() const { return m_answer; }
    [[nodiscard]] const InstallationId &installation() const { return m_installation; }
    void setPort(quint16 port);

    [[nodiscard]] Operation create(const RecordBody &head) const;
    [[nodiscard]] Operation operation(OperationKind kind, const RecordId &record) const;
    [[nodiscard]] wire::SyncRequest request(const QList<Operation> &operations = {}) const;

    /// Sends @p request and gives the answer as it came. @p keepOpen reuses one connection, as a device does.
    [[nodiscard]] RawAnswer send(const wire::SyncRequest &request, bool keepOpen = false);
    /// Takes what @p answer says: acks, cursors, scopes. False if it is no answer.
    bool take(const wire::SyncRequest &sent, const RawAnswer &answer);
    /// One exchange. The acks, or nothing if no answer came.
    [[nodiscard]] std::optional<wire::SyncAnswer> sync(const QList<Operation> &operations = {});
    /// Pulls until there is no more.
    bool pullAll();

    PersonId person;
    QString epoch;
    qint64 next = 1;
    QByteArray chain = chainStart();
    QMap<QString, qint64> cursors;
    QSet<RecordId> held;                 ///< records received
    StreamId stream;
    std::optional<wire::SyncAnswer> lastAnswer;

private:
    quint16 m_port;
    InstallationId m_installation;
    wire::EnrolAnswer m_answer;
    std::shared_ptr<RawClient> m_connection;
};

} // namespace sightline::hub
