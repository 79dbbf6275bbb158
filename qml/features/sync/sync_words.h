#pragma once

#include "core/calendar/council_time.h"
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

/// How this app was started and set.
struct SyncManner {
    bool hasRunner = false;      ///< it was not started offline
    bool areFilesHeld = false;   ///< photos and files wait for a connection that is not metered
};

/// The page in words. Thread: any.
[[nodiscard]] SyncPageState syncWords(const SyncReading &reading, const SyncStatus &status, const SyncManner &manner, const CouncilNow &now);

} // namespace sightline
