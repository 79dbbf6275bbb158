#pragma once

#include "core/ports/screen_guard.h"

namespace sightline {

/// A Linux desktop: X11 lets every program see the screen, Wayland leaves it to the person to allow it; an app can ask neither to keep its
/// window out. It says so, and the About page says it on.
class DesktopScreenGuard : public ScreenGuard {
public:
    [[nodiscard]] bool guard(quint64) override { return false; }
};

} // namespace sightline
