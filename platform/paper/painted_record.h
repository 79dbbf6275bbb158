#pragma once

#include "platform/paper/printed_record.h"

class QPagedPaintDevice;

namespace sightline {

/// Paints @p record on the A4 pages of @p device, whose resolution is set: the council's name and the marking at the head, who, when and
/// what, every answer, the hands on it with their signatures, and on each page who printed it, when, and which page of how many it is. Its
/// own words are set as they are: no mark of theirs means anything to the page.
/// Needs a QGuiApplication for its fonts. Errors: StorageFailure (the device took nothing). Thread: any, one record at a time.
[[nodiscard]] Result<void> paintRecord(const PrintedRecord &record, QPagedPaintDevice &device);

} // namespace sightline
