#include "qml/gallery/sample_images.h"

#include "qml/bridge/ink_sheet.h"

namespace sightline {

namespace {

QImage room()
{
    constexpr int width = 1200, height = 900;
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(QColor(0xd9, 0xd2, 0xc3));
    QPainter painter(&image);
    painter.fillRect(0, 640, width, 260, QColor(0x9c, 0x7b, 0x5b));
    painter.fillRect(140, 120, 340, 300, QColor(0xa9, 0xc8, 0xe0));
    painter.fillRect(300, 120, 16, 300, Qt::white);
    painter.fillRect(660, 480, 420, 240, QColor(0x6f, 0x8f, 0x7c));
    painter.fillRect(660, 380, 60, 340, QColor(0x5b, 0x43, 0x2f));
    return image;
}

} // namespace

QImage SampleImages::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    QImage image;
    if (id.startsWith(u'b')) {
        InkSheet sheet { InkSheet::Kind::BodyMap, {}, { { 0.33, 0.42 }, { 0.7, 0.25 } }, 1, {} };
        image = QImage::fromData(inkPicture(sheet, {}).value().bytes);
    } else {
        image = room();
    }
    if (size)
        *size = image.size();
    const bool isAskedSmaller = !image.isNull() && !requestedSize.isEmpty();
    return isAskedSmaller ? image.scaled(requestedSize, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image;
}

} // namespace sightline
