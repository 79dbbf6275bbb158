#pragma once

#include "tests/simulation/scenario.h"

namespace sightline::simulation {

/// What can become of a call to the file system.
enum class CallFault {
    ProcessDeath,   ///< the program is gone before it, the system lives on
    PowerCut,       ///< the power goes before it: what was not synced is lost, kept or torn
    FullDisk,       ///< from it on there is no room to write
    BadDisk,        ///< it alone fails
};
[[nodiscard]] const char *callFaultName(CallFault fault);

struct EveryCall {
    QList<Violation> violations;
    QMap<QString, int> calls;              ///< scenario → the calls it makes (writes, cuts and syncs)
    QMap<QString, Tally> faults;           ///< scenario → class of fault → how often it came
};

/// Plays each scenario once for every call that it makes to the file system and every class of
/// fault, and once more with the fault just after the last. Then the store must open and be whole; what was acknowledged is there, once;
/// what was not is there as a whole or not at all; and device and hub go on until all that they hold agrees. Stops at the first violation.
[[nodiscard]] EveryCall failAtEveryCall(const Breaks &breaks, const QList<Scenario> &scenarios = standardScenarios());

} // namespace sightline::simulation
