#include "qml/app/paper_flow.h"

#include "core/commands/note_reading.h"
#include "platform/paper/record_pdf.h"
#include "qml/bridge/error_text.h"
#include "qml/bridge/on_worker.h"

#include <QDir>
#include <QStandardPaths>

namespace sightline {

using namespace Qt::StringLiterals;

PaperFlow::PaperFlow(StoreLink &link, RecordsView &view) : write(saveRecordPdf), m_link(link), m_view(view)
{
    m_worker.setMaxThreadCount(1);
    view.printing()->setCopiesMax(printedCopiesMax);
    connect(&view, &RecordsView::paperAsked, this, &PaperFlow::save);
    connect(view.printing(), &PrintView::printersAsked, this, &PaperFlow::findPrinters);
    connect(view.printing(), &PrintView::printAsked, this, &PaperFlow::print);
}

PaperFlow::~PaperFlow()
{
    m_worker.clear();   // what has not begun is not begun; what has goes to its end
    m_worker.waitForDone();
}

void PaperFlow::read(const RecordId &record, const Then &then)
{
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), record,
         choice = PrintChoice { m_view.printing()->withPrivileged() ? Privileged::Included : Privileged::LeftOut, m_view.printing()->version() }](
            Store &store) -> Result<PrintedRecord> {
            auto printed = printedRecord(store, calendar, record, choice);
            if (!printed)
                return printed;
            const auto noted = noteReading(store, record, Reading::How::Printed);
            return noted ? printed : noted.error();
        },
        [this, then](const Result<PrintedRecord> &printed) {
            if (printed)
                readPictures(std::make_shared<PrintedRecord>(*printed), picturesToPrint(*printed), then);
            else
                then(printed);
        });
}

void PaperFlow::readPictures(const std::shared_ptr<PrintedRecord> &record, QStringList wanted, const Then &then)
{
    if (wanted.isEmpty()) {
        then(*record);
        return;
    }
    const QString sha = wanted.takeFirst();
    m_link.ask(
        this, [sha](Store &store) { return printedPicture(store, sha); },
        [this, record, sha, wanted, then](const Result<PrintedFile> &picture) {
            if (!picture) {
                then(picture.error());
                return;
            }
            record->files.insert(sha, *picture);
            readPictures(record, wanted, then);
        });
}

/// Writes the record into the person's own documents, under a name that says nothing.
void PaperFlow::save(const QString &recordId)
{
    const auto id = RecordId::fromString(recordId);
    if (!id)
        return;
    const auto said = [this, recordId](const Result<QString> &path) {
        //: Under a record, after it was written as a PDF. %1 is the file.
        m_view.showPaper(recordId,
                         path ? tr("Saved as %1. This file is not encrypted: print it or pass it on, then delete it.").arg(QDir::toNativeSeparators(*path))
                              : errorText(path.error()));
    };
    //: Under a record, while it is written as a PDF.
    m_view.showPaper(recordId, tr("The PDF is being written …"));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    read(*id, [this, said, folder](const Result<PrintedRecord> &printed) {
        if (!printed) {
            said(printed.error());
            return;
        }
        const auto work = [record = *printed, folder, writes = write]() -> Result<QString> {
            if (folder.isEmpty() || !QDir().mkpath(folder))
                return Error { ErrorCode::StorageFailure, u"There is no folder for documents."_s };
            const QString path = QDir(folder).filePath(neutralFileName(record.id));
            const auto saved = writes(record, path);
            return saved ? Result<QString>(path) : saved.error();
        };
        onWorker(this, work, said, &m_worker);
    });
}

void PaperFlow::findPrinters()
{
    const auto work = [printers = m_printers]() -> QList<PrinterChoice> { return printers ? printers->all() : QList<PrinterChoice>(); };
    onWorker(
        this, work,
        [this](const QList<PrinterChoice> &found) {
            QList<PrinterRow> rows;
            for (const PrinterChoice &printer : found)
                rows.append({ printer.id, printer.name, printer.place });
            m_view.printing()->show(rows);
        },
        &m_worker);
}

void PaperFlow::print(const QString &recordId, const QString &printer, int copies)
{
    const auto id = RecordId::fromString(recordId);
    if (!id || !m_printers)
        return;
    const auto said = [this, recordId](const Result<void> &printed) {
        //: Under a record, after it was handed to a printer.
        QString words = tr("It was handed to the printer. Fetch the paper at once.");
        if (!printed && printed.error().code == ErrorCode::NotFound) {
            //: Under a record that was to be printed: the printer was taken away meanwhile.
            words = tr("That printer is not there any more. Nothing was printed, and the record is safe. Choose another one, or save it as a PDF.");
        } else if (!printed) {
            //: Under a record that was to be printed: the system did not take it.
            words = tr("The printer did not take it. Nothing was printed, and the record is safe. See whether the printer is on, or save it as a PDF.");
        }
        m_view.showPaper(recordId, words);
    };
    //: Under a record, while it is handed to a printer.
    m_view.showPaper(recordId, tr("Printing …"));
    read(*id, [this, said, recordId, printer, copies](const Result<PrintedRecord> &printed) {
        if (!printed) {
            m_view.showPaper(recordId, errorText(printed.error()));
            return;
        }
        onWorker(
            this, [record = *printed, printers = m_printers, printer, copies] { return printers->print(record, printer, copies); }, said, &m_worker);
    });
}

} // namespace sightline
