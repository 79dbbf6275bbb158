#include "sync/hub/service/team_devices.h"

#include "core/people/approval.h"

namespace sightline::hub {

Result<QList<DeviceRow>> teamDevices(HubService &service, HubSnapshot &snapshot, const Caller &caller)
{
    const auto council = service.council(snapshot);
    if (!council)
        return council.error();
    auto devices = snapshot.devices();
    if (devices) {
        devices->removeIf([&](const DeviceRow &device) {
            const bool isTheirs = caller.access == Caller::Access::Full && answersFor(*council, caller.person, device.installation.person);
            return !isTheirs || device.installation.revokedAtMs != 0;
        });
    }
    return devices;
}

} // namespace sightline::hub
