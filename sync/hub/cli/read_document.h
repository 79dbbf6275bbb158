#pragma once

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/schedule/compiled_activity.h"

#include <QByteArray>
#include <QString>

namespace sightline::hub {

/// What the file @p path holds: a framework document, a form, visit rules. Errors: NotFound, TooLarge (over @p bytesMax).
[[nodiscard]] Result<QByteArray> readDocument(const QString &path, qint64 bytesMax = limits::frameworkBytesMax);

/// The framework document @p file, of any kind, compiled with the built-in tables. Errors: NotFound, and what its readers say.
[[nodiscard]] Result<CompiledFramework> compileDocument(const QString &file);

} // namespace sightline::hub
