#include "core/commands/begun_steps.h"

namespace sightline {

Result<QList<Draft>> begunSteps(Store &store, const RecordId &record, const QString &kind)
{
    auto drafts = store.drafts().list();
    if (drafts)
        drafts->removeIf([&](const Draft &draft) { return draft.body.type != RecordType::Step || draft.body.about != record || draft.body.role != kind; });
    return drafts;
}

Result<std::optional<Draft>> begunStep(Store &store, const RecordId &record, const QString &kind)
{
    const auto begun = begunSteps(store, record, kind);
    if (!begun)
        return begun.error();
    return begun->isEmpty() ? std::optional<Draft>() : std::optional(begun->first());
}

} // namespace sightline
