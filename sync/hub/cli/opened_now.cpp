#include "sync/hub/cli/opened_now.h"

namespace sightline::hub {

Result<OpenedNow> openedNow(const HubPaths &paths)
{
    auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    auto snapshot = (*hub)->store().snapshot();
    if (!snapshot)
        return snapshot.error();
    return OpenedNow { std::move(*hub), std::move(*snapshot) };
}

} // namespace sightline::hub
