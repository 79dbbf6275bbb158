#include "core/queries/standings.h"
#include "core/queries/today_board.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"

#include <algorithm>

namespace sightline {

namespace {

/// What of @p standing is @p person's to do, or to know.
QList<WaitingForMe> waitingIn(const RecordStanding &standing, const PersonId &person)
{
    QList<WaitingForMe> waiting;
    if (standing.waitsFor == person)
        waiting.append({ .record = standing.record, .step = standing.step, .name = standing.name, .due = standing.due, .isReturned = standing.isReturned });
    for (const Telling &telling : standing.tellings) {
        if (telling.person == person)
            waiting.append({ .record = standing.record, .step = telling.step, .name = telling.name, .due = telling.due });
    }
    return waiting;
}

} // namespace

Result<QList<WaitingForMe>> waitingForMe(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto known = standings(store, calendar, day);
    if (!known)
        return known.error();
    QList<WaitingForMe> waiting;
    for (const RecordStanding &standing : **known) {
        for (WaitingForMe item : waitingIn(standing, enrolment->person)) {
            const auto form = findForm(store, standing.form);
            item.title = form ? (*form)->published.title : templateOf(standing.form);
            item.authorName = (*council)->nameOf(standing.author);
            item.isOverdue = item.due.isValid() && item.due < day;
            waiting.append(item);
        }
    }
    std::sort(waiting.begin(), waiting.end(), [](const WaitingForMe &a, const WaitingForMe &b) {
        if (a.due.isValid() != b.due.isValid())
            return a.due.isValid();
        return a.due != b.due ? a.due < b.due : a.record < b.record;
    });
    return waiting;
}

} // namespace sightline
