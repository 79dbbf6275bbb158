#pragma once

#include "core/ports/speaker.h"

#include <memory>

namespace sightline {

/// Reads aloud through Qt TextToSpeech with whichever engine the system has. The engine is looked for the first time somebody asks, not at
/// the start. Thread: user interface, with an event loop.
[[nodiscard]] std::unique_ptr<Speaker> systemSpeaker();

} // namespace sightline
