#pragma once

#include "core/calendar/council_zone.h"
#include "sync/hub/audit/audit_entry.h"
#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// A line of the audit trail, or an operation of the log: what happened at one moment.
struct AuditMoment {
    qint64 atMs = 0;
    std::optional<AuditEntry> entry;
    std::optional<LoggedOperation> operation;
};

/// Says what the audit trail tells in plain words, for a records officer: who by name, when by the council's clock, and which record. No
/// word of any record is in it.
class AuditWords {
public:
    AuditWords(HubService &service, HubSnapshot &snapshot, CouncilZone zone) : m_service(service), m_snapshot(snapshot), m_zone(std::move(zone)) { }

    /// One line. Errors: the database's.
    [[nodiscard]] Result<QString> of(const AuditMoment &moment);
    [[nodiscard]] static Json json(const AuditMoment &moment);

private:
    [[nodiscard]] Result<QString> nameOf(const QString &who);
    [[nodiscard]] Result<QString> titleOf(const QString &form);
    [[nodiscard]] Result<QString> recordOf(const RecordId &record);
    [[nodiscard]] Result<QString> entryWords(const AuditEntry &entry);
    [[nodiscard]] Result<QString> operationWords(const LoggedOperation &logged);

    HubService &m_service;
    HubSnapshot &m_snapshot;
    CouncilZone m_zone;
    QHash<QString, QString> m_names;
    QHash<QString, QString> m_titles;
};

} // namespace sightline::hub
