#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace sightline {

/// The system's own web browser: where a person signs in at their council, so that no password is ever typed into Sightline. Thread: any.
class Browser {
public:
    virtual ~Browser() = default;
    /// Shows @p url, or asks for it to be shown, and does not wait for the person. Errors: NotFound (there is no browser to ask).
    [[nodiscard]] virtual Result<void> show(const QUrl &url) = 0;
};

} // namespace sightline
