#pragma once

#include "core/ports/file_opener.h"

#include <functional>
#include <memory>

namespace sightline {

/// Where copies lie while another program shows them, for the store in @p storeFolder: the session's own memory-backed folder where the
/// system has one, else its folder for temporary files. Only its owner may read it.
[[nodiscard]] QString copiesFolder(const QString &storeFolder);

/// Hands copies to the program the desktop has for their kind. @p show: how; by default the desktop's own way. What an earlier, killed
/// run of this store's app left in @p folder is removed at once. Thread: user interface, with a QGuiApplication.
[[nodiscard]] std::unique_ptr<FileOpener> systemOpener(const QString &folder, std::function<bool(const QString &path)> show = {});

} // namespace sightline
