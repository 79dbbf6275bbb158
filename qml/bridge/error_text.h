#pragma once

#include "core/base/error.h"

#include <QString>

namespace sightline {

/// What a person reads when something failed: what happened, whether the work is safe, what to do. The only place where
/// an error's code becomes words. Never shows Error::detail: that is for logs.
[[nodiscard]] QString errorText(const Error &error);

/// Whether the system's secret store answers: one that does not fails like a disk, and needs other words.
enum class SystemSecrets { Answer, DoNotAnswer };

/// Why the records on this device cannot be opened, for a page that has nothing else on it.
struct CannotOpenText {
    QString title;   ///< what happened
    QString text;    ///< whether the work is safe, and what to do
};
[[nodiscard]] CannotOpenText cannotOpenText(const Error &error, SystemSecrets secrets);

} // namespace sightline
