#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

/// Small files that must survive a power cut: written beside, flushed, renamed, and the folder flushed. POSIX; another
/// system brings its own durable_file_<system>.cpp, chosen by CMake. Thread: any. Errors of all: StorageFailure, StorageFull.
namespace sightline {

/// Replaces @p path with @p bytes, readable by its owner only: afterwards either the old or the new content is there, whole.
[[nodiscard]] Result<void> writeDurably(const QString &path, const QByteArray &bytes);
/// Flushes @p from, renames it to @p to and flushes the folder.
[[nodiscard]] Result<void> renameDurably(const QString &from, const QString &to);
/// Makes @p directory, with its parents, readable by its owner only.
[[nodiscard]] Result<void> makePrivateDirectory(const QString &directory);

} // namespace sightline
