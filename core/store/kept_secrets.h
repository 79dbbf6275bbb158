#pragma once

#include "core/store/pin_tries.h"

#include <map>

namespace sightline {

/// What the system's secret store keeps for one store: the secret that wraps its key, and how often a PIN was tried. While a wrap takes
/// another's place there are two secrets, the old header's and the new one's, so that a power cut leaves one that fits. The secret of a wrap
/// that was replaced is forgotten: its header, put back from a copy, opens nothing.
struct KeptSecrets {
    std::map<qint64, SecretBytes> secrets;   ///< by the number that a header names; 0: of a header of version 1
    PinTries tries;

    [[nodiscard]] const SecretBytes *find(qint64 number) const;
    /// Forgets every secret but that one. True where there were others.
    bool keepOnly(qint64 number);
};

/// Every secret has this many bytes.
inline constexpr std::size_t keptSecretBytes = 32;

/// In guarded memory all the way; what a version 1 kept (a secret alone) is read too.
[[nodiscard]] SecretBytes toSecretBytes(const KeptSecrets &kept);
/// None: not such bytes.
[[nodiscard]] std::optional<KeptSecrets> keptSecretsFrom(const SecretBytes &bytes);

} // namespace sightline
