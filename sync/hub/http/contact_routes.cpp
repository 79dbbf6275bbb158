// When the devices of those somebody answers for last had contact with the hub.
#include "sync/hub/http/answers.h"
#include "sync/hub/http/routes.h"
#include "sync/hub/service/team_devices.h"
#include "sync/protocol/messages.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

void Routes::contacts(HttpRequest request, Respond respond)
{
    const auto snapshot = m_store.snapshot();
    if (!snapshot)
        return respond(refusal(snapshot.error()));
    const auto caller = callerOf(**snapshot, request.authorization);
    if (!caller)
        return respond(turnedAway(caller.error()));
    const auto devices = teamDevices(m_service, **snapshot, *caller);
    if (!devices)
        return respond(refusal(devices.error()));
    Json list = Json::array();
    for (const DeviceRow &device : *devices) {
        Json one = Json::object({ { u"person"_s, device.installation.person.toString() }, { u"at"_s, Json() } });
        if (device.contact)
            one.set(u"at"_s, device.contact->atMs);
        if (device.contact && device.contact->remaining)
            one.set(u"left"_s, device.contact->remaining->records);
        list.append(one);
    }
    respond(json(200, Json::object({ { u"v"_s, wire::protocolVersion }, { u"clock"_s, m_clock.now().msSinceEpoch }, { u"devices"_s, list } })));
}

} // namespace sightline::hub
