#include "core/commands/handed_in.h"

#include "core/commands/begun_reason.h"
#include "core/commands/draft_copies.h"
#include "core/forms/answers.h"

namespace sightline {

Result<bool> isEverythingHandedIn(Store &store)
{
    if (const auto tended = tendDraftCopies(store, Sharing::Now); !tended)
        return tended.error();
    const auto counts = store.outbox().counts();
    const auto damaged = store.damaged().all();
    const auto damagedDrafts = store.drafts().damaged();
    const auto reasons = allBegunReasons(store);
    if (!counts || !damaged || !damagedDrafts || !reasons)
        return !counts ? counts.error() : !damaged ? damaged.error() : !damagedDrafts ? damagedDrafts.error() : reasons.error();
    if (counts->operationsToSend > 0 || !damaged->isEmpty() || !damagedDrafts->isEmpty() || !reasons->isEmpty())
        return false;
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        const auto copy = store.draftCopies().find(draft.id);
        if (!copy)
            return copy.error();
        if (!*copy && !withoutBlankAnswers(Answers(draft.body.answers)).fields().isEmpty())
            return false;
    }
    const auto named = store.drafts().filesNamed();
    if (!named)
        return named.error();
    const auto files = store.fileTravel().onlyHere(*named);
    return files ? Result<bool>(files->isEmpty()) : files.error();
}

} // namespace sightline
