#include "platform/printing/system_printers.h"

#include "platform/paper/painted_record.h"

#include <QPrinter>
#include <QPrinterInfo>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class SystemPrinters : public RecordPrinters {
public:
    QList<PrinterChoice> all() override
    {
        QList<PrinterChoice> choices;
        const QString usual = QPrinterInfo::defaultPrinterName();
        const QStringList names = QPrinterInfo::availablePrinterNames();
        const auto add = [&choices](const QString &name) {
            const QPrinterInfo info = QPrinterInfo::printerInfo(name);
            if (!info.isNull())
                choices.append({ name, info.description().isEmpty() ? name : info.description(), info.location() });
        };
        if (names.contains(usual))
            add(usual);
        for (const QString &name : names) {
            if (name != usual)
                add(name);
        }
        return choices;
    }
    Result<void> print(const PrintedRecord &record, const QString &id, int copies) override
    {
        if (copies < 1 || copies > printedCopiesMax)
            return Error { ErrorCode::InvalidInput, u"One to nine copies can be printed."_s };
        const QPrinterInfo info = QPrinterInfo::printerInfo(id);
        if (info.isNull())
            return Error { ErrorCode::NotFound, u"There is no such printer."_s };
        QPrinter printer(info, QPrinter::HighResolution);
        printer.setCopyCount(copies);
        printer.setCollateCopies(true);
        // What lies in a printer's queue is read by whoever looks after it: it names nothing.
        printer.setDocName(u"Sightline"_s);
        return printRecord(record, printer);
    }
};

} // namespace

std::unique_ptr<RecordPrinters> systemPrinters() { return std::make_unique<SystemPrinters>(); }

Result<void> printRecord(const PrintedRecord &record, QPrinter &printer)
{
    printer.setCreator(u"Sightline"_s);
    return paintRecord(record, printer);
}

} // namespace sightline
