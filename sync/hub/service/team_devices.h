#pragma once

#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// The devices, joined and not withdrawn, of those whom @p caller answers for (core/people/approval.h), with when each was last heard; none
/// for whoever may only push. Errors: those of the database.
[[nodiscard]] Result<QList<DeviceRow>> teamDevices(HubService &service, HubSnapshot &snapshot, const Caller &caller);

} // namespace sightline::hub
