#pragma once

#include <QtGlobal>

namespace sightline {

/// Keeps the picture of a window out of screenshots, recordings and the list of recent apps, on systems that let an app ask for it: Windows,
/// Android, in part macOS and iOS. X11 and Wayland have no such request. Thread: user interface.
class ScreenGuard {
public:
    virtual ~ScreenGuard() = default;
    /// Asks it of the system for the window with the system's own number @p window (QWindow::winId()). False: it does not take the request,
    /// and any program may take a picture of it.
    [[nodiscard]] virtual bool guard(quint64 window) = 0;
};

} // namespace sightline
