#pragma once

#include "core/store/store_thread.h"

#include <QQuickAsyncImageProvider>

namespace sightline {

/// Pictures of the store for QML: `image://files/SHA256HEX`. Read on the store's thread, decoded on a worker, in memory only: no
/// picture is ever written to a file or a cache on disk. What is not here, damaged or no picture ends in Image.Error.
/// Thread: any; @p store outlives it.
class FileImages : public QQuickAsyncImageProvider {
public:
    explicit FileImages(StoreThread &store) : m_store(store) { }
    QQuickImageResponse *requestImageResponse(const QString &id, const QSize &requestedSize) override;

private:
    StoreThread &m_store;
};

} // namespace sightline
