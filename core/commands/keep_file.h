#pragma once

#include "core/store/store.h"

namespace sightline {

/// Free disk space below which no photo just taken and no drawing just made is kept, in bytes. They are small and nowhere else, so a few
/// dozen find room below the bound for files (limits::freeBytesForFilesMin), and what is left is still more than words need for weeks.
inline constexpr qint64 freeBytesForOnlyCopiesMin = 64LL * 1024 * 1024;

/// A photo, drawing or file to be kept.
struct FileToKeep {
    QByteArray bytes;
    QString mime;                          ///< "image/jpeg"
    std::optional<qint64> freeBytes = {};  ///< free on the store's disk, where the caller could tell
    bool isOnlyCopy = false;               ///< taken or drawn just now: refused, it is lost with this program
};

/// Stores a file durably, before anything names it: nothing of it where this fails or is cut off. A file that nothing comes to name
/// is removed by removeUnnamedFiles().
/// Errors: InvalidInput (empty), TooLarge (limits::fileBytesMax), StorageFull (or less free than limits::freeBytesForFilesMin, of an
/// only copy freeBytesForOnlyCopiesMin: room is left for words), those of the database. Thread: the store's.
[[nodiscard]] Result<StoredFile> keepFile(Store &store, const FileToKeep &file);

/// Removes files that no draft (open, deleted but not yet for good, or completed a moment ago) and no record names, a day after they
/// were stored. Called at each start. Returns how many.
[[nodiscard]] Result<qint64> removeUnnamedFiles(Store &store);

} // namespace sightline
