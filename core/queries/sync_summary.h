#pragma once

#include "core/queries/record_list.h"
#include "core/store/mend_store.h"

namespace sightline {

/// What is waiting, what went and what is held, counted in records (decisions 14).
struct SyncSummary {
    bool isEnrolled = false;
    QString hubUrl;
    QString council;
    QString personName;
    qint64 waiting = 0;                       ///< records with something the hub has not answered
    qint64 held = 0;                          ///< records with something the hub keeps but did not apply: conflicts and held work
    FilesToSend filesToSend;                  ///< photos, drawings and files of records that the hub does not have yet
    qint64 drafts = 0;
    std::optional<qint64> lastContactMs;      ///< the device's clock
    qint64 leaseUntilMs = 0;                  ///< as the hub said last; 0: none known
    bool isReadingClosed = false;             ///< away for longer than that: records are closed until the next contact
    qint64 setAside = 0;                      ///< rows this program could not read; tried again after an update
    QStringList damaged;                      ///< records with own work that cannot be read: kept, not sent, in the rescue file
    std::optional<MendedStore> mended;        ///< the last time that a damaged store was mended
    QList<RecordListItem> waitingRecords;     ///< oldest first, at most 200
};

/// Thread: the store's.
[[nodiscard]] Result<SyncSummary> syncSummary(Store &store);

} // namespace sightline
