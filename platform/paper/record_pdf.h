#pragma once

#include "platform/paper/printed_record.h"

class QIODevice;

namespace sightline {

/// Writes @p record as a PDF of the pages that paintRecord() paints. The document's title names the form alone.
/// Needs a QGuiApplication for its fonts. Errors: StorageFailure. Thread: any, one record at a time.
[[nodiscard]] Result<void> writeRecordPdf(const PrintedRecord &record, QIODevice &device);

/// The same into a new file, written whole or not at all. Errors: StorageFailure.
[[nodiscard]] Result<void> saveRecordPdf(const PrintedRecord &record, const QString &path);

} // namespace sightline
