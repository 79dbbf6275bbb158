#include "core/queries/sync_diary.h"

#include "core/store/form_library.h"

namespace sightline {

namespace {

/// The form's title, of the record itself or of the one it belongs to.
Result<void> describe(Store &store, DiaryEntry &entry)
{
    auto row = store.view().find(*entry.record);
    if (!row)
        return row.error();
    if (*row && (*row)->type == RecordType::Step && (*row)->about) {
        entry.isAddition = true;
        entry.record = (*row)->about;
        row = store.view().find(*entry.record);
        if (!row)
            return row.error();
    }
    if (!*row)
        return {};
    const auto form = findForm(store, (*row)->form);
    entry.title = form ? (*form)->published.title : QString();
    return {};
}

} // namespace

Result<QList<DiaryEntry>> syncDiary(Store &store, int limit)
{
    const auto lines = store.diary().lines(limit);
    if (!lines)
        return lines.error();
    QList<DiaryEntry> entries;
    for (const DiaryLine &line : *lines) {
        DiaryEntry entry { line.kind, line.record, {}, false, line.count, line.atMs };
        if (const auto described = entry.record ? describe(store, entry) : Result<void>(); !described)
            return described.error();
        entries.append(entry);
    }
    return entries;
}

} // namespace sightline
