#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace sightline {

/// What a word processor's file (.docx, ECMA-376) holds, as far as a framework needs it.
struct WordPackage {
    QByteArray body;            ///< its document, XML
    bool hasMacros = false;     ///< programs lie in it; they are never run
    int outsideParts = 0;       ///< what it would fetch from elsewhere (pictures, templates, not links); nothing is fetched
};

/// Opens @p file. Errors, each a sentence or two: InvalidInput (no such file, damaged, protected by a password, an older .doc),
/// TooLarge (limits::wordFileBytesMax, wordInflatedBytesMax). Thread: any.
[[nodiscard]] Result<WordPackage> openWordPackage(QByteArrayView file);

} // namespace sightline
