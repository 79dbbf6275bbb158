#include "core/queries/draft_list.h"

#include "core/records/step_body.h"

namespace sightline {

Result<DraftList> draftList(Store &store)
{
    QList<DraftListItem> onRecords;
    const auto listed = [&store, &onRecords](DraftTable::Which which) -> Result<QList<DraftListItem>> {
        const auto drafts = store.drafts().list(which);
        if (!drafts)
            return drafts.error();
        QList<DraftListItem> items;
        for (const Draft &draft : *drafts) {
            const auto form = findForm(store, draft.body.form);
            if (!form && form.error().code != ErrorCode::NotFound)
                return form.error();
            const DraftListItem item { draft, form ? (*form)->published.title : templateOf(draft.body.form), form.hasValue() };
            if (opensAsForm(draft.body, form ? form->get() : nullptr))
                items.append(item);
            else if (which == DraftTable::Which::Open && draft.body.type == RecordType::Step && draft.body.role != step::inRoom)
                onRecords.append(item);
        }
        return items;
    };
    auto open = listed(DraftTable::Which::Open);
    if (!open)
        return open.error();
    auto discarded = listed(DraftTable::Which::Discarded);
    if (!discarded)
        return discarded.error();
    return DraftList { std::move(open).value(), onRecords, std::move(discarded).value() };
}

} // namespace sightline
