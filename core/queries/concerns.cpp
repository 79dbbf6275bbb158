#include "core/queries/concerns.h"

#include "core/queries/standings.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"
#include "core/store/reading_lease.h"

#include <algorithm>

namespace sightline {

namespace {

Result<ConcernItem> itemOf(Store &store, const RecordListItem &listed, const UrgentConcern &concern, const PersonId &me)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    ConcernItem item { .item = listed };
    item.isMine = listed.author == me;
    item.isForMe = concern.told.contains(me);
    item.mayRead = !concern.read && concern.mayRead.contains(me);
    if (!concern.told.isEmpty())
        item.managerName = (*council)->nameOf(concern.told.first());
    if (concern.read) {
        item.readAtMs = concern.readAtMs;
        item.readByName = (*council)->nameOf(concern.readBy);
        const auto step = store.view().find(*concern.read);
        if (!step)
            return step.error();
        if (*step)
            item.readSync = (*step)->sync;
    }
    if (listed.sync != RecordSync::Here && listed.sync != RecordSync::Sent)
        item.hubAtMs = listed.hubTimeMs;
    const auto form = findForm(store, listed.form);
    const auto body = store.view().body(listed.id);
    if (!body)
        return body.error();
    const auto open = checkMayRead(store, listed.id);
    if (!open && open.error().code != ErrorCode::LeaseOver && open.error().code != ErrorCode::NotFound)
        return open.error();
    if (form && *body && open)
        item.about = concernWords((*form)->questionnaire, Answers((*body)->answers));
    return item;
}

struct Known {
    PersonId me;
    std::shared_ptr<const Standings> standings;
    QList<RecordListItem> records;   ///< those of them that raise a concern
};

/// Every record that raises a concern; only @p alone, if given.
Result<Known> knownConcerns(Store &store, const CouncilCalendar &calendar, QDate day, const std::optional<RecordId> &alone)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    auto known = standings(store, calendar, day);
    if (!known)
        return known.error();
    QList<RecordId> ids;
    for (const RecordStanding &standing : **known) {
        if (standing.concern && (!alone || standing.record == *alone))
            ids.append(standing.record);
    }
    auto records = ids.isEmpty() ? Result<QList<RecordListItem>>(QList<RecordListItem>()) : recordItems(store, ids);
    if (!records)
        return records.error();
    return Known { enrolment->person, std::move(known).value(), std::move(records).value() };
}

} // namespace

Result<QList<ConcernItem>> concerns(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const auto known = knownConcerns(store, calendar, day, {});
    if (!known)
        return known.error();
    QList<ConcernItem> items;
    for (const RecordListItem &record : known->records) {
        const UrgentConcern &concern = *known->standings->constFind(record.id)->concern;
        auto item = itemOf(store, record, concern, known->me);
        if (!item)
            return item.error();
        const bool isOverdue = !concern.read && calendar.today(Instant { record.completedAtMs }) < day;
        item->isForMe = item->isForMe || (isOverdue && item->mayRead);
        const bool isOfToday = !concern.read || calendar.today(Instant { concern.readAtMs }) == day;
        if (isOfToday && (item->isMine || item->isForMe || concern.readBy == known->me))
            items.append(*std::move(item));
    }
    std::stable_sort(items.begin(), items.end(), [](const ConcernItem &a, const ConcernItem &b) {
        if (a.readAtMs.has_value() != b.readAtMs.has_value())
            return b.readAtMs.has_value();
        return a.item.completedAtMs > b.item.completedAtMs;
    });
    return items;
}

Result<std::optional<ConcernItem>> concernOf(Store &store, const CouncilCalendar &calendar, QDate day, const RecordId &record)
{
    const auto known = knownConcerns(store, calendar, day, record);
    if (!known)
        return known.error();
    if (known->records.isEmpty())
        return std::optional<ConcernItem>();
    auto item = itemOf(store, known->records.first(), *known->standings->constFind(record)->concern, known->me);
    return item ? Result<std::optional<ConcernItem>>(*std::move(item)) : item.error();
}

} // namespace sightline
