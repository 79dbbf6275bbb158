#include "core/base/limits.h"
#include "qml/bridge/picture_file.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QPainter>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QByteArray canary = "CANARY 53.6458 N 1.7850 W";

/// Red on the left, blue on the right: which way up it is can be told.
QImage twoHalves(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QPainter painter(&image);
    painter.fillRect(0, 0, width / 2, height, Qt::red);
    return image;
}

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    EXPECT_TRUE(image.save(&buffer, format, 90));
    return bytes;
}

/// A camera's JPEG: held sideways (orientation 6, turned clockwise to show), with words of where it was taken.
QByteArray cameraJpeg(const QImage &image)
{
    const auto little16 = [](quint16 value) {
        value = qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char *>(&value), 2);
    };
    const auto little32 = [](quint32 value) {
        value = qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char *>(&value), 4);
    };
    const QByteArray words = canary + '\0';
    constexpr quint32 wordsAt = 8 + 2 + 2 * 12 + 4;
    QByteArray tiff = "II*" + QByteArray(1, '\0') + little32(8) + little16(2);
    tiff += little16(0x010e) + little16(2) + little32(quint32(words.size())) + little32(wordsAt);   // description
    tiff += little16(0x0112) + little16(3) + little32(1) + little16(6) + little16(0);               // orientation
    tiff += little32(0) + words;
    const QByteArray exif = "Exif" + QByteArray(2, '\0') + tiff;
    const quint16 size = quint16(exif.size() + 2);
    QByteArray segment = "\xff\xe1";
    segment += char(size >> 8);
    segment += char(size & 0xff);
    const QByteArray plain = encoded(image, "jpeg");
    return plain.first(2) + segment + exif + plain.sliced(2);
}

QImage decoded(const PictureFile &picture) { return QImage::fromData(picture.bytes); }

} // namespace

TEST(PictureFileTest, ACamerasPhotoIsUprightAndHoldsNothingButThePicture)
{
    const QByteArray taken = cameraJpeg(twoHalves(400, 200));
    ASSERT_TRUE(taken.contains(canary)) << "the words are there to be stripped";
    ASSERT_TRUE(taken.contains("Exif"));
    const auto photo = photoFrom(taken);
    ASSERT_TRUE(photo) << photo.error().detail.toStdString();
    EXPECT_FALSE(photo->bytes.contains(canary));
    EXPECT_FALSE(photo->bytes.contains("Exif"));
    EXPECT_EQ(photo->mime, u"image/jpeg"_s);
    const QImage shown = decoded(*photo);
    ASSERT_EQ(shown.size(), QSize(200, 400));   // turned
    EXPECT_GT(shown.pixelColor(100, 40).red(), 200);
    EXPECT_GT(shown.pixelColor(100, 360).blue(), 200);
}

TEST(PictureFileTest, ThePlaceInAPngsTextGoesToo)
{
    QImage image = twoHalves(50, 50);
    image.setText(u"Location"_s, QString::fromLatin1(canary));
    const QByteArray picked = encoded(image, "png");
    ASSERT_EQ(QImage::fromData(picked).text(u"Location"_s), QString::fromLatin1(canary)) << "the words are there to be stripped";
    const auto photo = photoFrom(picked);
    ASSERT_TRUE(photo);
    EXPECT_FALSE(photo->bytes.contains(canary.first(6)));
    EXPECT_TRUE(decoded(*photo).textKeys().isEmpty());
}

TEST(PictureFileTest, ALargePhotoIsMadeToFitAndASmallOneKeepsItsSize)
{
    const auto large = photoFrom(encoded(twoHalves(6000, 3000), "jpeg"));
    ASSERT_TRUE(large);
    EXPECT_EQ(decoded(*large).size(), QSize(photoEdgeMax, photoEdgeMax / 2));
    const auto small = photoFrom(encoded(twoHalves(31, 17), "png"));
    ASSERT_TRUE(small);
    EXPECT_EQ(decoded(*small).size(), QSize(31, 17));
    // Noise cannot be compressed: the worst photo there is.
    QImage noise(photoEdgeMax, photoEdgeMax, QImage::Format_RGB32);
    QRandomGenerator dice(7);
    for (int y = 0; y < noise.height(); ++y)
        dice.fillRange(reinterpret_cast<quint32 *>(noise.scanLine(y)), noise.width());
    const QByteArray picked = encoded(noise, "jpeg");
    ASSERT_GT(picked.size(), photoBytesMax);
    const auto worst = photoFrom(picked);
    ASSERT_TRUE(worst);
    EXPECT_LE(worst->bytes.size(), photoBytesMax);
    static_assert(photoBytesMax <= limits::fileBytesMax);
}

TEST(PictureFileTest, WhatIsNoPictureIsRefusedInWords)
{
    const QByteArray drawing = R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>)";
    for (const QByteArray &picked : { QByteArray(), QByteArray("not a picture"), drawing, QByteArray("GIF89a\1\0\1\0"),
                                      QByteArray("\xff\xd8\xff\xe1\xff\xff", 6), encoded(twoHalves(64, 64), "png").first(60) }) {
        const auto refused = photoFrom(picked);
        ASSERT_FALSE(refused) << picked.toStdString();
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(pictureErrorText(refused.error()).contains(u"Nothing was changed"_s));
    }
    EXPECT_EQ(photoAt(u"/nowhere/photo.jpg"_s).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(photoAt(u"/"_s));
}

TEST(PictureFileTest, AFewBytesThatClaimAHugePictureTakeNoMemory)
{
    QByteArray bomb = encoded(twoHalves(8, 8), "png");
    // IHDR: width and height at 16 and 20, its checksum at 29.
    qToBigEndian<quint32>(60'000, bomb.data() + 16);
    qToBigEndian<quint32>(60'000, bomb.data() + 20);
    quint32 crc = 0xffffffffu;
    for (int i = 12; i < 29; ++i) {
        crc ^= quint8(bomb[i]);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320u : 0);
    }
    qToBigEndian<quint32>(~crc, bomb.data() + 29);
    QBuffer buffer(&bomb);
    ASSERT_TRUE(buffer.open(QIODevice::ReadOnly));
    ASSERT_EQ(QImageReader(&buffer).size(), QSize(60'000, 60'000)) << "the claim is there to be refused";
    EXPECT_EQ(photoFrom(bomb).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(photoFrom(QByteArray(pictureFileBytesMax + 1, 'x')).error().code, ErrorCode::TooLarge);
}

TEST(PictureFileTest, ADamagedPhotoIsRefusedOrShownButNeverMoreThanThat)
{
    const QByteArray whole = cameraJpeg(twoHalves(300, 200));
    QRandomGenerator dice(11);
    int refused = 0, taken = 0;
    for (int round = 0; round < 300; ++round) {
        QByteArray damaged = round % 2 ? whole.first(dice.bounded(int(whole.size()))) : whole;
        for (int i = 0; i < 12 && !damaged.isEmpty(); ++i)
            damaged[dice.bounded(int(damaged.size()))] = char(dice.bounded(256));
        const auto photo = photoFrom(damaged);
        if (photo) {
            ++taken;
            EXPECT_FALSE(decoded(*photo).isNull());
        } else {
            ++refused;
        }
    }
    RecordProperty("refused", refused);
    RecordProperty("taken", taken);
    EXPECT_GT(refused, 30);
}

TEST(PictureFileTest, ANeutralNameIsSaidInWordsAndAnyOtherAsItIs)
{
    EXPECT_EQ(fileTitle(u"photo-12.jpg"_s), u"Photo 12"_s);
    EXPECT_EQ(fileTitle(u"drawing-1.png"_s), u"Drawing 1"_s);
    EXPECT_EQ(fileTitle(u"scan of the plan.pdf"_s), u"scan of the plan.pdf"_s);
}

TEST(PictureFileTest, AStoredPictureIsShownNoLargerThanAsked)
{
    const auto photo = photoFrom(encoded(twoHalves(1000, 500), "jpeg"));
    ASSERT_TRUE(photo);
    EXPECT_EQ(shownPicture(photo->bytes, 100)->size(), QSize(100, 50));
    EXPECT_FALSE(shownPicture("damaged", 100));
}

TEST(PictureFileWordsTest, APictureThatCannotBeClearedOfItsPlaceIsRefusedWithWhatToDo)
{
    const QString words = fileErrorText({ ErrorCode::UnsupportedVersion, {} });
    for (const QString &said :
         { u"was not added"_s, u"where and when it was taken"_s, u"your words are safe"_s, u"JPEG"_s, u"take the photo with Sightline"_s })
        EXPECT_TRUE(words.contains(said)) << qPrintable(said);
}

TEST(PictureFileWordsTest, AKindThatTheQuestionDoesNotTakeIsNotSaidToBeTheDevicesFault)
{
    const Error refused { ErrorCode::NotAllowed, u"The form asks for another kind of file."_s };
    for (const QString &words : { pictureErrorText(refused), photoErrorText(refused), fileErrorText(refused) }) {
        EXPECT_TRUE(words.contains(u"of another kind, or smaller ones. Nothing was changed. Choose another"_s)) << qPrintable(words);
        EXPECT_FALSE(words.contains(u"restart the device"_s)) << qPrintable(words);
    }
}