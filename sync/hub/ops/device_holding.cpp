#include "sync/hub/ops/device_holding.h"

#include "sync/hub/auth/doorkeeper.h"

#include <algorithm>
#include <tuple>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int entriesAtOnce = 1000;
/// A contact is noted to the minute, and a request that was held may have been answered after it was noted.
constexpr qint64 contactLatenessMs = 120'000;

/// Ids of the records that are in @p scope now.
Result<QSet<RecordId>> recordsIn(HubSnapshot &snapshot, const QString &scope)
{
    QSet<RecordId> found;
    qint64 after = 0;
    for (;;) {
        const auto entries = snapshot.entriesAfter(scope, after, entriesAtOnce);
        if (!entries)
            return entries.error();
        for (const Entry &entry : *entries) {
            if (entry.present)
                found.insert(entry.record);
            after = entry.seq;
        }
        if (entries->size() < entriesAtOnce)
            return found;
    }
}

} // namespace

Result<DeviceHolding> deviceHolding(HubService &service, HubSnapshot &snapshot, const InstallationId &installation)
{
    const auto devices = snapshot.devices();
    if (!devices)
        return devices.error();
    const auto found = std::find_if(devices->cbegin(), devices->cend(), [&installation](const DeviceRow &row) { return row.installation.id == installation; });
    if (found == devices->cend())
        return Error { ErrorCode::NotFound, u"No device has the id \"%1\". \"device list\" names them."_s.arg(installation.toString()) };
    DeviceHolding holding { *found, {}, false, {}, {} };
    const auto person = service.person(snapshot, found->installation.person);
    const auto isToBeWiped = Doorkeeper::isToBeWiped(snapshot, installation);
    auto scopes = service.scopesOf(snapshot, found->installation.person);
    if (!person || !isToBeWiped || !scopes)
        return !person ? person.error() : !isToBeWiped ? isToBeWiped.error() : scopes.error();
    holding.personName = *person ? (*person)->name : QString();
    holding.isToBeWiped = *isToBeWiped;
    holding.scopes = *std::move(scopes);
    QSet<RecordId> ids;
    for (const QString &scope : std::as_const(holding.scopes)) {
        const auto in = recordsIn(snapshot, scope);
        if (!in)
            return in.error();
        ids.unite(*in);
    }
    // Heard by no hub that keeps contacts: it may hold anything. A record that has changed since may be there in an earlier state, so only what
    // was made after its last contact is surely not.
    for (const RecordId &id : std::as_const(ids)) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        const auto operations = *row ? snapshot.operationsOf(id) : Result<QList<LoggedOperation>>(QList<LoggedOperation>());
        if (!operations)
            return operations.error();
        const bool cameLater = found->contact && !operations->isEmpty() && operations->constFirst().atHubMs > found->contact->atMs + contactLatenessMs;
        if (*row && !cameLater)
            holding.records.append({ id, (*row)->type, (*row)->form, (*row)->state, (*row)->atHubMs });
    }
    std::sort(holding.records.begin(), holding.records.end(),
              [](const HeldRecord &a, const HeldRecord &b) { return std::tie(a.type, a.form, a.atHubMs, a.id) < std::tie(b.type, b.form, b.atHubMs, b.id); });
    return holding;
}

} // namespace sightline::hub
