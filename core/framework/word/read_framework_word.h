#pragma once

#include "core/framework/framework_document.h"

namespace sightline {

/// Reads a framework document as a word processor saved it (.docx): real tables, as readMarkedDocument takes them; a document without
/// tables is read as the plain text it holds, as readFrameworkText does. Macros are never run and nothing outside the file is fetched;
/// both are said in notices that must be seen, like everything else that may not mean what it seems to.
/// Errors: those of openWordPackage, readWordBody, readMarkedDocument, readFrameworkText. Pure; any thread.
[[nodiscard]] Result<FrameworkDocument> readFrameworkWord(QByteArrayView file);

} // namespace sightline
