#include "sync/client/hub_pins.h"

#include "sync/protocol/invitation.h"

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {
/// One after the other, each of the same length.
const QString pinsName = u"enrolment.pins"_s;
}

Result<QList<QByteArray>> hubPins(Store &store)
{
    const auto bytes = store.meta().bytes(pinsName);
    if (!bytes)
        return bytes.error();
    // Half a pin would be no pin, and a device without pins trusts more than it was told to.
    if (bytes->size() % wire::pinBytes != 0)
        return Error { ErrorCode::Corrupt,
                       u"What this device knows of its hub's certificate is damaged. Join again with a new invitation; nothing of yours is lost."_s };
    QList<QByteArray> pins;
    for (qsizetype at = 0; at < bytes->size(); at += wire::pinBytes)
        pins.append(bytes->mid(at, wire::pinBytes));
    return pins;
}

Result<void> setHubPins(Store &store, const QList<QByteArray> &pins) { return store.meta().setBytes(pinsName, pins.join()); }

QList<QByteArray> pinsOfNobody() { return { QByteArray(wire::pinBytes, '\0') }; }

} // namespace sightline::sync
