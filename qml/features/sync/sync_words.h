#pragma once

#include "core/queries/council_time.h"
#include "core/queries/held_list.h"
#include "core/queries/sync_diary.h"
#include "core/queries/sync_summary.h"
#include "qml/features/sync/sync_view.h"
#include "sync/client/sync_status.h"

namespace sightline {

/// All that Sync tells of, read at one moment.
struct SyncReading {
    SyncSummary summary;
    QList<HeldItem> held;
    QList<DiaryEntry> diary;
};

/// Errors: those of the queries. Thread: the store's.
[[nodiscard]] Result<SyncReading> readSync(Store &store);

/// The page in words. @p hasRunner: the app was not started offline. Thread: any.
[[nodiscard]] SyncPageState syncWords(const SyncReading &reading, const SyncStatus &status, bool hasRunner, const CouncilNow &now);

} // namespace sightline
