#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace sightline::hub {

/// One thing that lies in a store.
struct ListedChunk {
    QString name;
    qint64 keptAtMs = 0;   ///< by the store's own clock
    qint64 bytes = 0;
};

/// A place for the bytes of chunks beside the database (sync.md B11). It keeps names and bytes and knows nothing of either: both are sealed
/// before they come (chunk_seal.h). A name is given once and never again, so nothing here is ever written over, and what no row of the
/// database names can go. Thread: any.
class ChunkStore {
public:
    virtual ~ChunkStore() = default;
    /// On the disk, or answered by the server as stored, when it returns. Errors: StorageFailure, StorageFull; then there may be half of it
    /// under a name that no row has.
    [[nodiscard]] virtual Result<void> put(const QString &name, const QByteArray &bytes) = 0;
    /// None: there is no such name, and the store itself is there. Errors: StorageFailure, also where the store is not there.
    [[nodiscard]] virtual Result<std::optional<QByteArray>> get(const QString &name) = 0;
    /// One that is not there is as good.
    [[nodiscard]] virtual Result<void> remove(const QString &name) = 0;
    /// Everything that lies here, in any order.
    [[nodiscard]] virtual Result<void> each(const std::function<Result<void>(const ListedChunk &)> &visit) = 0;
    /// Bytes free where it lies; none where nobody can say.
    [[nodiscard]] virtual std::optional<qint64> freeBytes() const { return std::nullopt; }
};

} // namespace sightline::hub
