#include "qml/gallery/sample_camera.h"

#include "qml/gallery/sample_images.h"

#include <QBuffer>

#include <algorithm>

namespace sightline {

namespace {

QImage room() { return SampleImages().requestImage(QStringLiteral("a"), nullptr, {}).convertToFormat(QImage::Format_RGBX8888); }

} // namespace

bool SampleCamera::begin(const QString &id)
{
    if (isRefused || std::none_of(choices.cbegin(), choices.cend(), [&](const CameraChoice &one) { return one.id == id; }))
        return false;
    on = id;
    const QImage image = room();
    seen({ image.width(), image.height(), QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()) });
    return true;
}

void SampleCamera::take()
{
    QByteArray file = photo;
    if (file.isEmpty()) {
        QBuffer buffer(&file);
        buffer.open(QIODevice::WriteOnly);
        room().save(&buffer, "JPEG", 90);
    }
    taken(file);
}

void SampleCamera::plug(const QList<CameraChoice> &present)
{
    choices = present;
    changed();
    if (!on.isEmpty() && std::none_of(choices.cbegin(), choices.cend(), [this](const CameraChoice &one) { return one.id == on; })) {
        on.clear();
        lost();
    }
}

} // namespace sightline
