#include "qml/bridge/picture_file.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QFile>
#include <QImageReader>
#include <QLocale>
#include <QPainter>
#include <QRegularExpression>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PictureFile)
};

Error unreadable() { return { ErrorCode::InvalidInput, u"The file is not a picture that can be read."_s }; }

/// The pixels, upright and no larger than @p edgeMax, in memory of our own: QImage carries texts and profiles of the file along.
Result<QImage> pixelsOf(const QByteArray &bytes, int edgeMax)
{
    QImageReader::setAllocationLimit(pictureMemoryMibMax);
    QBuffer buffer;
    buffer.setData(bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        return unreadable();
    QImageReader reader(&buffer);
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

Result<PictureFile> photoAt(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound, u"The file cannot be opened."_s };
    const QByteArray bytes = file.read(pictureFileBytesMax + 1);
    if (file.error() != QFileDevice::NoError)
        return Error { ErrorCode::NotFound, u"The file cannot be read."_s };
    return photoFrom(bytes);
}

Result<QImage> shownPicture(const QByteArray &stored, int edgeMax) { return pixelsOf(stored, edgeMax); }

QString pictureTitle(const QString &name)
{
    static const QRegularExpression neutral(u"^(photo|drawing)-([0-9]{1,4})\\."_s);
    const auto match = neutral.match(name);
    if (!match.hasMatch())
        return name;
    //: Name of a photo of a record. %1 is its number.
    return match.captured(1) == "photo"_L1 ? Words::tr("Photo %1").arg(match.captured(2))
                                           //: Name of a drawing of a record. %1 is its number.
                                           : Words::tr("Drawing %1").arg(match.captured(2));
}

QVariantMap shownFile(const QString &sha, const QString &name, qint64 sizeBytes)
{
    return { { u"source"_s, QString(u"image://files/"_s + sha) },
             { u"name"_s, pictureTitle(name) },
             { u"size"_s, QLocale().formattedDataSize(sizeBytes, 1, QLocale::DataSizeSIFormat) } };
}

QString pictureErrorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        //: Under a photo question: the chosen file is no picture, or is damaged.
        return Words::tr("That file could not be read as a picture: it may be damaged, or of another kind. Nothing was changed. "
                         "Choose a JPEG or PNG picture, or describe it in words.");
    case ErrorCode::TooLarge:
        //: Under a photo question: the chosen picture is too large to be opened.
        return Words::tr("That picture is too large to open here. Nothing was changed. Choose a smaller one, or describe it in words.");
    case ErrorCode::NotFound:
        //: Under a photo question: the chosen file is gone, or may not be read.
        return Words::tr("That file could not be opened. Nothing was changed. Choose it again, or another.");
    case ErrorCode::StorageFull:
        //: Under a photo or drawing question: no room for pictures; words still have room.
        return Words::tr("This device is nearly full, so the picture was not kept. Your words are saved and still have room. "
                         "Free some space, then add it again.");
    default:
        //: Under a photo or drawing question: the device failed while writing it down.
        return Words::tr("The picture could not be kept on this device. Your words are safe. Try again; if it fails again, restart the device.");
    }
}

} // namespace sightline
