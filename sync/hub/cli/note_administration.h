#pragma once

#include "sync/hub/ops/hub_paths.h"

#include <QStringList>

namespace sightline::hub {

/// Whether the command of this name ("user add") changes or gives out anything, so that the audit trail tells of it. What only shows how the
/// council is set up, and what tells of itself, is not noted.
[[nodiscard]] bool isNotedCommand(const QString &name);

/// Writes to the audit trail that whoever runs this program ran @p words, before it is done: nothing is done unseen. False: the hub
/// cannot be opened, so the command cannot do anything either, and says why in its own words. Errors: the database's, and then the command
/// must not run.
[[nodiscard]] Result<bool> noteAdministration(const HubPaths &paths, const QStringList &words);

/// "system:<login>" of whoever runs this program; "system:<login> as <user>" where they logged in as somebody else.
[[nodiscard]] QString administrator();

} // namespace sightline::hub
