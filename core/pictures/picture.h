#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace sightline {

/// Longest edge of a kept photo, in pixels: print on one page stays sharp.
inline constexpr int photoEdgeMax = 2048;
/// Largest kept photo, in bytes. 2048 x 1536 at quality 82 is about 0.6 MB; noise at its worst is made smaller until it fits.
inline constexpr qint64 photoBytesMax = 1536LL * 1024;
/// Largest picture file that is read, in bytes: above any phone's photo.
inline constexpr qint64 pictureFileBytesMax = 40LL * 1024 * 1024;
/// Most pixels of a picture that is read: above a 100-megapixel camera's.
inline constexpr qint64 picturePixelsMax = 120LL * 1000 * 1000;
/// Most memory one picture may take while it is decoded, in MiB. Larger ones are decoded smaller where their kind allows it.
inline constexpr int pictureMemoryMibMax = 256;

/// A picture ready to be stored: made anew from the pixels, so nothing but the picture is in it.
struct PictureFile {
    QByteArray bytes;
    QString mime;            ///< "image/jpeg"
    QString ending;          ///< "jpg"
    QString name = {};       ///< what its owner called it, as it is kept; empty: it gets a neutral name
};

/// A photo made from the bytes of a picked file: turned upright, at most photoEdgeMax wide or high and photoBytesMax large, without place,
/// time, camera, comment or preview. Kinds: JPEG, PNG, WebP where the system reads it. Reads nothing beyond the bytes.
/// Errors: InvalidInput (no picture, or damaged), TooLarge. Thread: a worker's; may take a second.
[[nodiscard]] Result<PictureFile> photoFrom(const QByteArray &picked);
/// The bytes of the file at @p path. A pipe, a device or a folder is not waited for.
/// Errors: NotFound (no file, or it may not be read), InvalidInput (it is empty), TooLarge (over @p bytesMax). Thread: a worker's.
[[nodiscard]] Result<QByteArray> readPicked(const QString &path, qint64 bytesMax);
/// Reads the file at @p path and makes a photo of it. Errors: NotFound (cannot be read), those of photoFrom().
[[nodiscard]] Result<PictureFile> photoAt(const QString &path);

/// A stored picture for showing, no larger than @p edgeMax. The same bounds hold: what is stored may have come from elsewhere.
[[nodiscard]] Result<QImage> shownPicture(const QByteArray &stored, int edgeMax);

/// A stored picture's width and height as it is shown, by its head alone; empty where it is none that shownPicture() takes.
[[nodiscard]] QSize pictureSize(const QByteArray &stored);

/// What a kept file of kind @p mime is shown as.
[[nodiscard]] inline bool isPictureKind(const QString &mime) { return mime.startsWith(QStringLiteral("image/")); }

} // namespace sightline
