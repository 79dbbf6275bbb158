#pragma once

#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// A record that a device may hold. Nothing of what is in it.
struct HeldRecord {
    RecordId id;
    QString type;
    QString form;      ///< empty: no form
    QString state;
    qint64 atHubMs = 0;
};

/// What a device may hold, as far as the hub can say: for whoever has to say on a Friday night what was on a lost tablet.
struct DeviceHolding {
    DeviceRow device;
    QString personName;
    bool isToBeWiped = false;
    QStringList scopes;            ///< what its person may read
    QList<HeldRecord> records;     ///< in these now, but for what came after the device's last contact
};

/// Errors: NotFound (no such device), those of the database. Source: sync.md B10.
[[nodiscard]] Result<DeviceHolding> deviceHolding(HubService &service, HubSnapshot &snapshot, const InstallationId &installation);

} // namespace sightline::hub
