#include "sync/hub/service/take_readings.h"

#include "sync/hub/audit/audit_trail.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<qint64> takeReadings(HubTransaction &transaction, const QList<wire::ReadingSaid> &readings, const Caller &caller, Instant now)
{
    if (readings.isEmpty())
        return qint64 { 0 };
    const auto before = transaction.readingTaken(caller.installation);
    if (!before)
        return before.error();
    qint64 taken = *before;
    for (const wire::ReadingSaid &reading : readings) {
        if (reading.number <= taken)
            continue;
        const bool isPrinted = reading.how == "printed"_L1;
        const AuditEntry entry { isPrinted ? AuditAction::Printed : AuditAction::Read,
                                 caller.person.toString(),
                                 caller.installation,
                                 { { u"record"_s, reading.record.toString() }, { u"at_device"_s, toIso(Instant { reading.atMs }) } } };
        if (const auto told = appendAudit(transaction, now, entry); !told)
            return told.error();
        taken = reading.number;
    }
    if (taken == *before)
        return taken;
    const auto kept = transaction.setReadingTaken(caller.installation, taken);
    return kept ? Result<qint64>(taken) : kept.error();
}

} // namespace sightline::hub
