#pragma once

#include "platform/paper/record_printers.h"
#include "qml/app/store_link.h"
#include "qml/features/records/records_view.h"

#include <QThreadPool>

namespace sightline {

/// A record on paper: as a PDF in the person's own documents, or out of a printer. What stands on it is read on the store's thread, each
/// picture by itself, so that words being saved go between; it is painted and handed on off that thread, one record after another.
/// Thread: user interface.
class PaperFlow : public QObject {
    Q_OBJECT
public:
    /// @p view outlives this.
    PaperFlow(StoreLink &link, RecordsView &view);
    ~PaperFlow() override;

    /// What prints; without it there is no printer.
    void setPrinters(std::shared_ptr<RecordPrinters> printers) { m_printers = std::move(printers); }
    /// How a PDF is written, on a worker's thread. Set before the first is asked for.
    std::function<Result<void>(const PrintedRecord &record, const QString &path)> write;

private:
    using Then = std::function<void(const Result<PrintedRecord> &)>;
    void save(const QString &recordId);
    void findPrinters();
    void print(const QString &recordId, const QString &printer, int copies);
    /// Reads @p record with its pictures, one job each.
    void read(const RecordId &record, const Then &then);
    void readPictures(const std::shared_ptr<PrintedRecord> &record, QStringList wanted, const Then &then);

    StoreLink &m_link;
    RecordsView &m_view;
    std::shared_ptr<RecordPrinters> m_printers;
    QThreadPool m_worker;      ///< of one thread: one record is painted at a time
};

} // namespace sightline
