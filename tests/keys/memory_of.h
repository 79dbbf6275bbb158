#pragma once

#include <QByteArrayList>
#include <QtGlobal>

namespace sightline::keys {

/// What a search through another process's memory found.
struct MemorySearch {
    qint64 bytes = 0;               ///< examined
    int regions = 0;
    QByteArrayList found;           ///< each of the patterns that is there, once
    bool isAllowed = true;          ///< false: the system did not let us read it
};

/// Reads all of the memory of process @p id that can be read, as the system's administrator, or whoever takes a core dump of it, and looks
/// for each of @p patterns.
[[nodiscard]] MemorySearch searchMemory(qint64 id, const QByteArrayList &patterns);

/// The same through every file below @p folder, hidden ones too; `regions` counts files.
[[nodiscard]] MemorySearch searchFiles(const QString &folder, const QByteArrayList &patterns);

} // namespace sightline::keys
