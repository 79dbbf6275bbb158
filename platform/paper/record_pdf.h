#pragma once

#include "platform/paper/printed_record.h"

class QIODevice;

namespace sightline {

/// Writes @p record as a PDF of A4 pages: the council's name and the marking at the head, who, when and what, every answer, the hands
/// on it with their signatures, and on each page who printed it, when, and which page of how many it is. Its own words are set as they are: no
/// mark of theirs means anything to the page. The document's title names the form alone.
/// Needs a QGuiApplication for its fonts. Errors: StorageFailure. Thread: any, one record at a time.
[[nodiscard]] Result<void> writeRecordPdf(const PrintedRecord &record, QIODevice &device);

/// The same into a new file, written whole or not at all. Errors: StorageFailure.
[[nodiscard]] Result<void> saveRecordPdf(const PrintedRecord &record, const QString &path);

} // namespace sightline
