#include "platform/linux/process_privacy.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace sightline {

void keepProcessPrivate()
{
    // Neither can fail for a reason we could act on: lowering one's own limit is always allowed.
    const rlimit none { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace sightline
