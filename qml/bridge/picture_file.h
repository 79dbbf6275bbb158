#pragma once

#include "core/forms/named_files.h"
#include "core/pictures/picked_file.h"

#include <QVariantMap>

namespace sightline {

/// A stored file as QML shows it: `source` (an image of the store by its SHA-256), `sha`, `name` in words, `size` in words (of a file that is no
/// picture its kind too), `mime`, `isPicture`, `isVoice` (played in place), and whether it `mayBeOpened` in another program.
[[nodiscard]] QVariantMap shownFile(const NamedFile &file);

/// What went wrong with adding a file that need not be a picture, in the same way.
[[nodiscard]] QString fileErrorText(const Error &error);
/// What went wrong with adding a photo or drawing, whether the words are safe and what to do, for showing under its question.
[[nodiscard]] QString pictureErrorText(const Error &error);
/// The same of a photo just taken, which is nowhere else and can be tried again.
[[nodiscard]] QString photoErrorText(const Error &error);

} // namespace sightline
