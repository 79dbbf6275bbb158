#pragma once

#include <QString>

namespace sightline {

/// Lower-case ASCII letters, digits and single hyphens, at most @p charactersMax, cut between words where possible:
/// "Children’s Rights Team" is "childrens-rights-team". "unnamed" when nothing of the text is left.
[[nodiscard]] QString slugOf(QStringView text, int charactersMax);

} // namespace sightline
