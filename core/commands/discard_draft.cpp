#include "core/commands/discard_draft.h"

#include "core/base/limits.h"

namespace sightline {

Result<void> discardDraft(Store &store, const RecordId &draft)
{
    return store.transact([&] { return store.drafts().discard(draft, store.clock().now()); });
}

Result<void> restoreDraft(Store &store, const RecordId &draft)
{
    return store.transact([&] { return store.drafts().restore(draft); });
}

Result<qint64> purgeDiscardedDrafts(Store &store)
{
    const Instant before { store.clock().now().msSinceEpoch - limits::discardedDraftDays * 24LL * 3600 * 1000 };
    const auto purged = store.transact([&] { return store.drafts().purgeDiscarded(before); });
    if (purged && *purged > 0) {
        if (const auto forgotten = store.forgetPurged(); !forgotten)
            return forgotten.error();
    }
    return purged;
}

} // namespace sightline
