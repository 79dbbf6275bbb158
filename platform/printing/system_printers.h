#pragma once

#include "platform/paper/record_printers.h"

#include <memory>

class QPrinter;

namespace sightline {

/// The system's printers through Qt Print Support, without a window of its own. Needs a QGuiApplication.
[[nodiscard]] std::unique_ptr<RecordPrinters> systemPrinters();

/// Prints @p record through @p printer, which is set up already but for its page. Errors: StorageFailure.
[[nodiscard]] Result<void> printRecord(const PrintedRecord &record, QPrinter &printer);

} // namespace sightline
