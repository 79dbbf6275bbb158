#include "core/queries/draft_list.h"

#include "core/records/hand_rule.h"

namespace sightline {

bool opensAsForm(const Draft &draft, const KnownForm *form)
{
    if (draft.body.type != RecordType::Step)
        return true;
    const auto rules = form ? handRules(form->published.meta) : Result<QList<HandRule>>(QList<HandRule>());
    const HandRule *rule = rules ? findRule(*rules, draft.body.role) : nullptr;
    return rule && !rule->part.isEmpty();
}

Result<DraftList> draftList(Store &store)
{
    const auto listed = [&store](DraftTable::Which which) -> Result<QList<DraftListItem>> {
        const auto drafts = store.drafts().list(which);
        if (!drafts)
            return drafts.error();
        QList<DraftListItem> items;
        for (const Draft &draft : *drafts) {
            const auto form = findForm(store, draft.body.form);
            if (!form && form.error().code != ErrorCode::NotFound)
                return form.error();
            if (!opensAsForm(draft, form ? form->get() : nullptr))
                continue;
            items.append({ draft, form ? (*form)->published.title : templateOf(draft.body.form), form.hasValue() });
        }
        return items;
    };
    auto open = listed(DraftTable::Which::Open);
    if (!open)
        return open.error();
    auto discarded = listed(DraftTable::Which::Discarded);
    if (!discarded)
        return discarded.error();
    return DraftList { std::move(open).value(), std::move(discarded).value() };
}

} // namespace sightline
