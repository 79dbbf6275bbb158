#pragma once

#include "core/forms/answers.h"

#include <QSet>

namespace sightline {

/// The SHA-256 (32 bytes each) of every file that @p answers name, wherever in them: several answers, later hands' parts. Pure.
[[nodiscard]] QSet<QByteArray> filesNamedIn(const Answers::Fields &answers);

} // namespace sightline
