#pragma once

#include "core/ports/browser.h"

namespace sightline {

/// The desktop's browser. Needs a QGuiApplication, on whose thread the desktop is asked; show() itself may be called on any.
class SystemBrowser final : public Browser {
public:
    [[nodiscard]] Result<void> show(const QUrl &url) override;
};

} // namespace sightline
