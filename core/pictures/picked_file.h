#pragma once

#include "core/pictures/picture.h"

namespace sightline {

/// Longest name of its owner's that a file keeps, in UTF-16 code units: a long title, and a fifth of what a file system allows.
inline constexpr qsizetype fileNameLengthMax = 100;

/// What a file's own name is kept as: its last part alone, on one line, without marks that turn or hide it and without what a file system
/// takes for a path, at most fileNameLengthMax long with its ending. Empty where nothing of it is left. Pure.
[[nodiscard]] QString keptFileName(const QString &name);

/// Makes the file at @p path ready to be kept. A picture becomes a photo like any other (photoFrom), whatever it is called; one that cannot
/// be made anew (HEIC, TIFF, a vector drawing, too many pixels, a head that cannot be read) is refused, because it would keep where, when and
/// with what it was taken; any other file stays byte for byte, with its kind read from what is in it and its cleaned name.
/// Errors: NotFound (gone, may not be read, or no file: a folder, a pipe, a device), InvalidInput (empty: detail says so; or a damaged
/// picture), UnsupportedVersion (a picture that cannot be made anew), TooLarge (limits::fileBytesMax). Thread: a worker's.
/// Source: domain.md A7, pictures; issue of rich capture (EXIF stripped).
[[nodiscard]] Result<PictureFile> fileAt(const QString &path);

/// Whether a kept file of kind @p mime may be handed to another program: documents, pictures, sound and films. Nothing that a system
/// would run, and nothing that it might take for a page of the web with this store's words in it. Pure.
[[nodiscard]] bool mayBeShownOutside(const QString &mime);
/// The usual ending of @p mime without its dot ("pdf"), by our own table alone: a name that was picked may lie. Empty: none.
[[nodiscard]] QString endingOf(const QString &mime);

} // namespace sightline
