#pragma once

#include <QStringList>

namespace sightline::hub {

/// `sightline-hub`: reads the arguments, runs one command, and returns the exit code: 0 done, 1 failed, 2 the arguments or an
/// input are wrong, 4 another hub serves the database. A failure says one sentence on stderr.
[[nodiscard]] int runHubProgram(int argc, char **argv);

/// "backup", "framework compile" …: every command there is, sorted.
[[nodiscard]] QStringList hubCommandNames();

} // namespace sightline::hub
