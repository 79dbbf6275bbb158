#include "sync/hub/cli/commands.h"

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
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto snapshot = (*hub)->store().snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto devices = (*snapshot)->devices();
    if (!devices)
        return devices.error();
    Json list = Json::array();
    QStringList lines;
    for (const DeviceRow &device : *devices) {
        if (!user.isEmpty() && device.installation.person.toString() != user)
            continue;
        const auto person = (*hub)->service().person(**snapshot, device.installation.person);
        if (!person)
            return person.error();
        const QString name = *person ? (*person)->name : QString();
        list.append(deviceToJson(device, name));
        lines.append(deviceText(device, name));
    }
    return console.answer(list, lines.isEmpty() ? u"No device yet. Let one join with: sightline-hub enrol"_s : lines.join(u'\n'));
}

} // namespace sightline::hub
