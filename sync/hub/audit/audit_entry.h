#pragma once

#include "core/base/id.h"
#include "core/base/instant.h"
#include "core/base/json.h"

#include <optional>

namespace sightline::hub {

/// What the audit trail tells of. What changed records is not among it: that is the log's, operation by operation.
enum class AuditAction {
    Joined,          ///< a device was enrolled for somebody
    JoinRefused,     ///< a code was tried that is not good
    TokenReused,     ///< a refresh token came twice: the device was shut out
    Given,           ///< a device was given records
    FileGiven,       ///< a device was given a file
    CalendarGiven,   ///< a calendar program was given somebody's tasks
    Read,            ///< somebody opened a record on a device
    Printed,         ///< somebody printed a record on a device, or made a PDF of it
    Administered,    ///< a command of the hub
    NewHistory,      ///< the hub found its database older than it had been
    HeadSigned,      ///< a head was signed: that one there was cannot be hidden
    Erased,          ///< records were erased by law
    SubjectAccess,   ///< everything about one person was taken out, to be given to them
};

/// The word of @p action in the database. None is ever renamed.
[[nodiscard]] QString auditWord(AuditAction action);
[[nodiscard]] std::optional<AuditAction> auditActionFrom(const QString &word);

/// One line of the audit trail: who did what, with which device, when.
struct AuditEntry {
    AuditAction action = AuditAction::Administered;
    QString who;                   ///< a person's id, "system:<login>" for whoever ran a command, "hub", or "" where nobody is known
    std::optional<InstallationId> device = {};
    Json::Object about = {};       ///< ids, counts and command words; never what a record says
    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};

/// Canonical bytes of line @p n, which happened at @p at by the hub's clock.
[[nodiscard]] QByteArray auditLine(qint64 n, Instant at, const AuditEntry &entry);
/// What auditLine() wrote; none if it is not such a line.
[[nodiscard]] std::optional<AuditEntry> readAuditLine(QByteArrayView line);

} // namespace sightline::hub
