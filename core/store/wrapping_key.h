#pragma once

#include <QString>

namespace sightline {

/// The name under which the system's secret store keeps the wrapping key of the store in @p directory; empty: no header there can be read,
/// or a passphrase protects it.
[[nodiscard]] QString wrappingKeyName(const QString &directory);

} // namespace sightline
