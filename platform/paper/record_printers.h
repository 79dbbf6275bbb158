#pragma once

#include "platform/paper/printed_record.h"

namespace sightline {

/// A printer that is set up on this device.
struct PrinterChoice {
    QString id;       ///< the system's own name for it
    QString name;     ///< as people read it
    QString place;    ///< "2nd floor"; empty: the system does not say
    friend bool operator==(const PrinterChoice &, const PrinterChoice &) = default;
};

/// Most copies of one record at once, as a person may want in one meeting.
inline constexpr int printedCopiesMax = 9;

/// What prints on this system. Thread: a worker's, one call at a time: a print server may let one wait.
class RecordPrinters {
public:
    virtual ~RecordPrinters() = default;
    /// Those that are set up, the usual one first; none: nothing can be printed here.
    [[nodiscard]] virtual QList<PrinterChoice> all() = 0;
    /// Hands @p record, as its PDF would show it, to the printer @p id; that it came out of it nobody can say.
    /// Errors: NotFound (no such printer any more), InvalidInput (not 1 to printedCopiesMax copies), StorageFailure (the system did not take it).
    [[nodiscard]] virtual Result<void> print(const PrintedRecord &record, const QString &id, int copies) = 0;
};

} // namespace sightline
