#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/device_holding.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Json timeOrNull(qint64 ms) { return ms > 0 ? Json(toIso(Instant { ms })) : Json(); }

Json deviceToJson(const DeviceRow &device, const QString &name)
{
    Json json = Json::object({ { u"device"_s, device.installation.id.toString() },
                               { u"user"_s, device.installation.person.toString() },
                               { u"name"_s, name },
                               { u"enrolled"_s, timeOrNull(device.installation.enrolledAtMs) },
                               { u"revoked"_s, timeOrNull(device.installation.revokedAtMs) },
                               { u"last_contact"_s, timeOrNull(device.contact ? device.contact->atMs : 0) },
                               { u"remaining"_s, Json() } });
    if (device.contact && device.contact->remaining) {
        const wire::Remaining &left = *device.contact->remaining;
        json.set(
            u"remaining"_s,
            Json::object({ { u"records"_s, left.records }, { u"drafts"_s, left.drafts }, { u"files"_s, left.files }, { u"file_bytes"_s, left.fileBytes } }));
    }
    return json;
}

QString counted(qint64 count, const QString &one, const QString &many) { return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many); }

QString remainingText(const std::optional<wire::Remaining> &left)
{
    if (!left)
        return u"what it still held is not known"_s;
    if (*left == wire::Remaining {})
        return u"it had handed in everything"_s;
    return u"it still held %1, %2 and %3"_s.arg(counted(left->records, u"record"_s, u"records"_s), counted(left->drafts, u"draft"_s, u"drafts"_s),
                                                counted(left->files, u"file"_s, u"files"_s));
}

QString deviceText(const DeviceRow &device, const QString &name)
{
    const QString heard =
        device.contact ? u"last heard %1; %2"_s.arg(toIso(Instant { device.contact->atMs }), remainingText(device.contact->remaining)) : u"not heard yet"_s;
    const QString withdrawn = device.installation.revokedAtMs > 0 ? u"; withdrawn %1"_s.arg(toIso(Instant { device.installation.revokedAtMs })) : QString();
    return u"%1  %2  (%3)  enrolled %4; %5%6"_s.arg(device.installation.id.toString(), device.installation.person.toString(), name,
                                                    toIso(Instant { device.installation.enrolledAtMs }), heard, withdrawn);
}

} // namespace

Result<void> deviceListCommand(const HubPaths &paths, const QString &user, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    HubSnapshot &snapshot = *opened->snapshot;
    const auto devices = snapshot.devices();
    if (!devices)
        return devices.error();
    Json list = Json::array();
    QStringList lines;
    for (const DeviceRow &device : *devices) {
        if (!user.isEmpty() && device.installation.person.toString() != user)
            continue;
        const auto person = hub.service().person(snapshot, device.installation.person);
        if (!person)
            return person.error();
        const QString name = *person ? (*person)->name : QString();
        list.append(deviceToJson(device, name));
        lines.append(deviceText(device, name));
    }
    return console.answer(list, lines.isEmpty() ? u"No device yet. Let one join with: sightline-hub enrol"_s : lines.join(u'\n'));
}

Result<void> deviceRevokeCommand(const HubPaths &paths, const QString &device, const Console &console)
{
    const auto installation = InstallationId::fromString(device);
    if (!installation)
        return Error { ErrorCode::InvalidInput, u"\"%1\" is not the id of a device; copy it from: device list"_s.arg(device.left(60)) };
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto revoked =
        (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> { return (*hub)->door().revokeAndWipe(transaction, *installation); });
    if (!revoked)
        return revoked.error().code == ErrorCode::NotFound
            ? Result<void>(Error { ErrorCode::NotFound, u"No device has the id \"%1\". \"device list\" names them."_s.arg(device) })
            : revoked;
    return console.answer(Json::object({ { u"device"_s, device }, { u"revoked"_s, true } }),
                          u"Withdrawn. From now on it is given nothing. When it is next heard it closes its records, hands in what is unsent, and destroys the "
                          "rest. What it held: device held %1"_s.arg(device));
}

Result<void> deviceHeldCommand(const HubPaths &paths, const QString &device, bool namesAll, const Console &console)
{
    const auto installation = InstallationId::fromString(device);
    if (!installation)
        return Error { ErrorCode::InvalidInput, u"\"%1\" is not the id of a device; copy it from: device list"_s.arg(device.left(60)) };
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    HubSnapshot &snapshot = *opened->snapshot;
    const auto holding = deviceHolding(hub.service(), snapshot, *installation);
    if (!holding)
        return holding.error();
    QMap<QString, int> counts;
    Json records = Json::array();
    QStringList names;
    for (const HeldRecord &record : holding->records) {
        counts[record.form.isEmpty() ? record.type : record.type + u' ' + record.form] += 1;
        if (!namesAll)
            continue;
        records.append(
            Json::object({ { u"record"_s, record.id.toString() }, { u"type"_s, record.type }, { u"form"_s, record.form }, { u"state"_s, record.state } }));
        names.append(u"%1  %2 %3  %4"_s.arg(record.id.toString(), record.type, record.form, record.state));
    }
    Json kinds = Json::object();
    QStringList lines { deviceText(holding->device, holding->personName) };
    const bool isWithdrawn = holding->device.installation.revokedAtMs > 0;
    const bool hasHandedIn = holding->device.contact && holding->device.contact->remaining && holding->device.contact->remaining->records == 0
        && holding->device.contact->remaining->files == 0;
    const bool wasTold = isWithdrawn && holding->isToBeWiped && hasHandedIn && holding->device.contact->atMs > holding->device.installation.revokedAtMs;
    if (holding->isToBeWiped)
        lines.append(wasTold ? u"It was told to destroy what it holds when it was last heard."_s
                             : u"It will be told to destroy what it holds once it was heard and has handed in what is unsent."_s);
    lines.append(u"%1 records may be on it:"_s.arg(holding->records.size()));
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        kinds.set(it.key(), it.value());
        lines.append(u"%1  %2"_s.arg(it.value(), 6).arg(it.key()));
    }
    Json json = deviceToJson(holding->device, holding->personName);
    json.set(u"records"_s, static_cast<qint64>(holding->records.size()));
    json.set(u"kinds"_s, kinds);
    json.set(u"scopes"_s, Json::strings(holding->scopes));
    json.set(u"to_be_wiped"_s, holding->isToBeWiped);
    json.set(u"told_to_wipe"_s, wasTold);
    if (namesAll)
        json.set(u"held"_s, records);
    return console.answer(json, (lines + names).join(u'\n'));
}

} // namespace sightline::hub
