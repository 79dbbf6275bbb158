#pragma once

#include "core/store/store.h"

namespace sightline {

/// A photo, drawing or file to be kept.
struct FileToKeep {
    QByteArray bytes;
    QString mime;                          ///< "image/jpeg"
    std::optional<qint64> freeBytes = {};  ///< free on the store's disk, where the caller could tell
};

/// Stores a file durably, before anything names it: nothing of it where this fails or is cut off. A file that nothing comes to name
/// is removed by removeUnnamedFiles().
/// Errors: InvalidInput (empty), TooLarge (limits::fileBytesMax), StorageFull (or less free than limits::freeBytesForFilesMin: room is
/// left for words), those of the database. Thread: the store's.
[[nodiscard]] Result<StoredFile> keepFile(Store &store, const FileToKeep &file);

/// Removes files that no draft (open, deleted but not yet for good, or completed a moment ago) and no record names, a day after they
/// were stored. Called at each start. Returns how many.
[[nodiscard]] Result<qint64> removeUnnamedFiles(Store &store);

} // namespace sightline
