#pragma once

#include "core/ports/loudspeaker.h"
#include "core/ports/microphone.h"

#include <memory>

namespace sightline {

/// The system's own microphone and loudspeaker through Qt Multimedia. Devices are looked for when somebody asks, not at the start, and
/// each time anew: a headset is plugged in and out. Nothing is written to a file. Thread: user interface, with an event loop.
[[nodiscard]] std::unique_ptr<Microphone> systemMicrophone();
[[nodiscard]] std::unique_ptr<Loudspeaker> systemLoudspeaker();

} // namespace sightline
