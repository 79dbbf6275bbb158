#pragma once

#include "sync/hub/files/chunk_store.h"

namespace sightline::hub {

/// Chunks as files of a directory, in 256 folders by the first two characters of their names. A chunk is written beside its place, flushed,
/// put in place by its name and the name flushed: a crash leaves it whole or a ".part" that nothing names.
class DirectoryChunks final : public ChunkStore {
public:
    /// @p root: absolute, made already.
    explicit DirectoryChunks(QString root) : m_root(std::move(root)) { }

    [[nodiscard]] Result<void> put(const QString &name, const QByteArray &bytes) override;
    [[nodiscard]] Result<std::optional<QByteArray>> get(const QString &name) override;
    [[nodiscard]] Result<void> remove(const QString &name) override;
    [[nodiscard]] Result<void> each(const std::function<Result<void>(const ListedChunk &)> &visit) override;
    [[nodiscard]] std::optional<qint64> freeBytes() const override;

private:
    [[nodiscard]] QString folderOf(const QString &name) const { return m_root + u'/' + name.left(2); }
    [[nodiscard]] Result<void> makeFolderOf(const QString &name) const;

    QString m_root;
};

} // namespace sightline::hub
