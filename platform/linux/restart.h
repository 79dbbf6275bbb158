#pragma once

#include <QByteArrayList>

namespace sightline {

/// Puts this program anew in place of this process: everything that is in its memory is gone, whatever it was. Same process id, same
/// environment; @p arguments begin with the program's name. Returns only where the system refuses, and then the caller ends. Call it last in
/// main(), when everything is closed. Source: assurance.md B2 (lock).
void becomeAnew(const QByteArrayList &arguments);

} // namespace sightline
