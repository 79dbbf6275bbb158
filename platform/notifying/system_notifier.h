#pragma once

#include "core/ports/notifier.h"

#include <memory>

namespace sightline {

/// The desktop's notifications (freedesktop, over the session bus). Without a bus, or without anybody on it who shows them, each notice is
/// answered "not shown". Thread: user interface, with a QCoreApplication.
[[nodiscard]] std::unique_ptr<Notifier> systemNotifier();

} // namespace sightline
