#pragma once

#include "core/forms/named_files.h"
#include "core/pictures/picture.h"

#include <QVariantMap>

namespace sightline {

/// A stored file as QML shows it: `source` (an image of the store by its SHA-256), `name` in words, `size` in words, `mime`.
[[nodiscard]] QVariantMap shownFile(const NamedFile &file);

/// What went wrong with adding a photo or drawing, whether the words are safe and what to do, for showing under its question.
[[nodiscard]] QString pictureErrorText(const Error &error);

} // namespace sightline
