#include "core/pictures/picture.h"

#include <QBuffer>
#include <QColorSpace>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QPainter>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Error unreadable() { return { ErrorCode::InvalidInput, u"The file is not a picture that can be read."_s }; }

/// How large the picture says it is, before it is turned upright. Reads its head; says how @p reader is to read the rest.
Result<QSize> sizeSaid(QImageReader &reader)
{
    reader.setDecideFormatFromContent(true);
    // Only kinds that are pixels: a vector drawing may name other files, and takes as long as it likes.
    const QByteArray format = reader.format();
    if (format != "jpeg" && format != "png" && format != "webp")
        return unreadable();
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty())
        return unreadable();
    if (qint64(size.width()) * size.height() > picturePixelsMax)
        return Error { ErrorCode::TooLarge, u"The picture has more pixels than can be read."_s };
    return size;
}

/// The pixels, upright and no larger than @p edgeMax, in memory of our own: QImage carries texts and profiles of the file along.
Result<QImage> pixelsOf(const QByteArray &bytes, int edgeMax)
{
    QImageReader::setAllocationLimit(pictureMemoryMibMax);
    QBuffer buffer;
    buffer.setData(bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        return unreadable();
    QImageReader reader(&buffer);
    const auto checked = sizeSaid(reader);
    if (!checked)
        return checked.error();
    const QSize size = *checked;
    const bool isLarger = size.width() > edgeMax || size.height() > edgeMax;
    if (isLarger)
        reader.setScaledSize(size.scaled(edgeMax, edgeMax, Qt::KeepAspectRatio).expandedTo({ 1, 1 }));
    QImage image;
    if (!reader.read(&image) || image.isNull())
        return unreadable();
    if (image.colorSpace().isValid())
        image.convertToColorSpace(QColorSpace::SRgb);
    QImage pixels(image.size(), QImage::Format_RGB32);
    if (pixels.isNull())
        return Error { ErrorCode::TooLarge, u"There is not enough memory for this picture."_s };
    pixels.fill(Qt::white);
    QPainter painter(&pixels);
    painter.drawImage(0, 0, image);
    painter.end();
    return pixels;
}

QByteArray jpegOf(const QImage &pixels, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return pixels.save(&buffer, "jpeg", quality) ? bytes : QByteArray();
}

} // namespace

Result<PictureFile> photoFrom(const QByteArray &picked)
{
    if (picked.size() > pictureFileBytesMax)
        return Error { ErrorCode::TooLarge, u"The picture file is too large."_s };
    auto pixels = pixelsOf(picked, photoEdgeMax);
    if (!pixels)
        return pixels.error();
    QImage image = *std::move(pixels);
    constexpr int qualityBest = 82, qualityLeast = 60, qualityStep = 11;
    constexpr int smallest = 320;
    for (int quality = qualityBest;; quality = qMax(qualityLeast, quality - qualityStep)) {
        const QByteArray bytes = jpegOf(image, quality);
        if (bytes.isEmpty())
            return unreadable();
        if (bytes.size() <= photoBytesMax || qMax(image.width(), image.height()) <= smallest)
            return PictureFile { bytes, u"image/jpeg"_s, u"jpg"_s };
        if (quality == qualityLeast)
            image = image.scaled(image.size() * 3 / 4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
}

Result<QByteArray> readPicked(const QString &path, qint64 bytesMax)
{
    // Only an ordinary file: opening a pipe would wait until somebody writes into it.
    const QFileInfo place(path);
    QFile file(path);
    if (!place.isFile() || !file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound, u"The file cannot be opened."_s };
    if (file.size() > bytesMax)
        return Error { ErrorCode::TooLarge, u"The file is larger than %1 MB."_s.arg(bytesMax / 1'000'000) };
    QByteArray bytes = file.read(bytesMax + 1);
    if (file.error() != QFileDevice::NoError)
        return Error { ErrorCode::NotFound, u"The file cannot be read."_s };
    if (bytes.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The file is empty."_s };
    return bytes;
}

Result<PictureFile> photoAt(const QString &path)
{
    const auto bytes = readPicked(path, pictureFileBytesMax);
    return bytes ? photoFrom(*bytes) : bytes.error();
}

QSize pictureSize(const QByteArray &stored)
{
    QBuffer buffer;
    buffer.setData(stored);
    if (!buffer.open(QIODevice::ReadOnly))
        return {};
    QImageReader reader(&buffer);
    const auto size = sizeSaid(reader);
    if (!size)
        return {};
    return reader.transformation() & QImageIOHandler::TransformationRotate90 ? size->transposed() : *size;
}

Result<QImage> shownPicture(const QByteArray &stored, int edgeMax) { return pixelsOf(stored, edgeMax); }

} // namespace sightline
