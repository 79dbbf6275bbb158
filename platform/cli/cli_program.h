#pragma once

#include "platform/cli/cli_world.h"

namespace sightline::cli {

/// Runs the program: reads the arguments, does one thing, prints its answer on standard output and, if it failed, one
/// sentence on standard error. Returns the exit code: 0 done, 1 refused or failed, 2 wrong arguments, 3 the hub cannot be
/// reached (nothing changed), 4 another program has the store open. Source: issue 2, section 7; decisions 17.
[[nodiscard]] int runCli(int argc, char **argv, const CliWorld &world);

} // namespace sightline::cli
