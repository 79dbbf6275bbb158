#include "qml/features/capture/live_picture.h"

#include <QPainter>

namespace sightline {

void LivePicture::setCamera(CameraView *camera)
{
    if (m_camera == camera)
        return;
    if (m_camera)
        m_camera->disconnect(this);
    m_camera = camera;
    if (m_camera) {
        connect(m_camera, &CameraView::pictureChanged, this, [this] { update(); });
        connect(m_camera, &QObject::destroyed, this, [this] { m_camera = nullptr; });
    }
    Q_EMIT cameraChanged();
    update();
}

void LivePicture::paint(QPainter *painter)
{
    const QRectF all(0, 0, width(), height());
    painter->fillRect(all, Qt::black);
    if (!m_camera || m_camera->picture().isNull())
        return;
    QRectF drawn({}, QSizeF(m_camera->picture().size()).scaled(all.size(), Qt::KeepAspectRatio));
    drawn.moveCenter(all.center());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(drawn, m_camera->picture());
}

} // namespace sightline
