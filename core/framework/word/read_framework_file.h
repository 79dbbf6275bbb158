#pragma once

#include "core/framework/framework_document.h"

namespace sightline {

/// Reads a framework document of any kind: .docx (by what it is, whatever it is called), a table (@p name ends in .csv), else text. One
/// without a title is called like its file. Errors: those of readFrameworkWord, readFrameworkCsv, readFrameworkText.
[[nodiscard]] Result<FrameworkDocument> readFrameworkFile(QByteArrayView content, const QString &name);

} // namespace sightline
