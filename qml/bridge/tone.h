#pragma once

namespace sightline {

/// How a state is coloured; the numbers are those of Controls' StatusLine.Tone. Never the only sign: words stand beside it.
enum class Tone { Plain, Good, Attention, Urgent, Info };

} // namespace sightline
