#include "core/commands/present_draft.h"

#include "core/forms/answers.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<Draft> presentDraft(Store &store, const RecordId &id, std::optional<RecordType> type)
{
    auto draft = store.drafts().find(id);
    if (!draft)
        return draft.error();
    if (!*draft || (type && (*draft)->body.type != *type))
        return Error { ErrorCode::NotFound, u"There is no such draft on this device."_s };
    return **std::move(draft);
}

Result<void> saveWithAnswer(Store &store, Draft draft, const QString &key, bool isOneOfSeveral, const Json &answer)
{
    Answers answers(draft.body.answers);
    if (isOneOfSeveral)
        answers.addAnswer(key, answer, store.random());
    else
        answers.set(key, answer);
    draft.body.answers = answers.fields();
    draft.savedAtMs = store.clock().now().msSinceEpoch;
    return store.drafts().save(draft);
}

} // namespace sightline
