#pragma once

#include "core/store/store.h"

namespace sightline {

/// A line of the diary with what it needs to be read.
struct DiaryEntry {
    DiaryKind kind = DiaryKind::Came;
    std::optional<RecordId> record;   ///< own work: the form, also where an addition to it went
    QString title;                    ///< of the form; empty where the record is no longer on this device
    bool isAddition = false;          ///< something added to the record, not the record itself
    qint64 count = 0;
    qint64 atMs = 0;
};

/// What went and what came, newest first, at most @p limit lines: hours of one day are not joined yet. Thread: the store's.
[[nodiscard]] Result<QList<DiaryEntry>> syncDiary(Store &store, int limit = 400);

} // namespace sightline
