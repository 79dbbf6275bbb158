#pragma once

namespace sightline {

/// Keeps this process's memory to itself: no core dump on disk, and no other process of the same person may read it. Keys and
/// practitioners' words are in it. Called first in main(). Source: assurance.md B2.
void keepProcessPrivate();

} // namespace sightline
