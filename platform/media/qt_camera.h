#pragma once

#include "core/ports/camera.h"

#include <memory>

class QImage;

namespace sightline {

/// The system's own cameras through Qt Multimedia. They are looked for when somebody asks, not at the start. Photos are taken and encoded
/// in memory; nothing is written to a file. Thread: user interface, with an event loop and a QGuiApplication.
[[nodiscard]] std::unique_ptr<Camera> systemCamera();

/// @p image as the port hands it on. Pure.
[[nodiscard]] CameraSight cameraSight(const QImage &image);

} // namespace sightline
