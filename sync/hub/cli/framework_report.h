#pragma once

#include "core/schedule/compiled_activity.h"

namespace sightline::hub {

/// Which rows a report names: all of them, or those that were read with an assumption or are asked about.
enum class ReportRows { All, Uncertain };

/// "28 services, 168 activities: …": the whole of it in one line.
[[nodiscard]] QString countsText(const CompiledFramework &framework);
/// What was read, row by row: where it stands, what it says, what was assumed and what is asked; then what was set aside. Empty where there
/// is nothing to say.
[[nodiscard]] QString reportText(const CompiledFramework &framework, ReportRows rows);
/// The notices that must be seen before the document is installed, one a line.
[[nodiscard]] QStringList mustBeSeen(const CompiledFramework &framework);

} // namespace sightline::hub
