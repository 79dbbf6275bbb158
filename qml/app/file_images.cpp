#include "qml/app/file_images.h"

#include "qml/bridge/picture_file.h"

#include <QThreadPool>

#include <mutex>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class FileResponse final : public QQuickImageResponse {
public:
    /// What outlives the response: the engine may delete it at any time, and the work may end at any time.
    struct Link {
        std::mutex mutex;
        FileResponse *response = nullptr;
    };

    FileResponse() { m_link->response = this; }
    ~FileResponse() override
    {
        const std::lock_guard lock(m_link->mutex);
        m_link->response = nullptr;
    }
    FileResponse(const FileResponse &) = delete;
    FileResponse &operator=(const FileResponse &) = delete;

    [[nodiscard]] std::shared_ptr<Link> link() const { return m_link; }
    [[nodiscard]] QQuickTextureFactory *textureFactory() const override { return QQuickTextureFactory::textureFactoryForImage(m_image); }
    [[nodiscard]] QString errorString() const override { return m_error; }

    static void finish(const std::shared_ptr<Link> &link, const Result<QImage> &image)
    {
        const std::lock_guard lock(link->mutex);
        if (!link->response)
            return;
        if (image)
            link->response->m_image = *image;
        else
            link->response->m_error = errorName(image.error().code);
        Q_EMIT link->response->finished();
    }

private:
    std::shared_ptr<Link> m_link = std::make_shared<Link>();
    QImage m_image;
    QString m_error;
};

} // namespace

QQuickImageResponse *FileImages::requestImageResponse(const QString &id, const QSize &requestedSize)
{
    auto *response = new FileResponse;   // the engine's from here on
    const auto link = response->link();
    const int edge =
        requestedSize.isValid() && !requestedSize.isEmpty() ? qMin(photoEdgeMax, qMax(requestedSize.width(), requestedSize.height())) : photoEdgeMax;
    // A whole photo is read and decoded away from the store's thread, so that no save waits for a thumbnail.
    m_store.run([link, edge, sha = QByteArray::fromHex(id.toLatin1())](Store &store) -> Result<bool> {
        const auto bytes = store.files().bytes(sha);
        if (!bytes) {
            FileResponse::finish(link, bytes.error());
            return bytes.error();
        }
        QThreadPool::globalInstance()->start([link, edge, bytes = *bytes] { FileResponse::finish(link, shownPicture(bytes, edge)); });
        return true;
    });
    return response;
}

} // namespace sightline
