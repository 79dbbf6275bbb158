#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace sightline::hub {

/// What the file @p path holds: a framework document, a form, visit rules. Errors: NotFound, TooLarge.
[[nodiscard]] Result<QByteArray> readDocument(const QString &path);

} // namespace sightline::hub
