#include "sync/hub/service/event_intake.h"

#include "core/programme/event_activities.h"
#include "sync/hub/service/edition_book.h"

namespace sightline::hub {

Result<QList<EventActivity>> eventActivitiesOn(HubSnapshot &snapshot, QDate day)
{
    const auto editions = heldEditions(snapshot);
    if (!editions)
        return editions.error();
    const HeldEdition *present = editionOn(*editions, day);
    return present ? eventActivitiesOf(present->framework) : QList<EventActivity>();
}

Result<EventIntake> takeIn(HubSnapshot &snapshot, const QList<EventEntry> &events, Instant at)
{
    EventIntake intake;
    QSet<RecordId> taken;
    for (const EventEntry &event : events) {
        const RecordId id = eventIdOf(event);
        const auto present = snapshot.record(id);
        if (!present)
            return present.error();
        // What was taken back, or is something else, is told again.
        const auto held = *present ? bodyFromBytes((*present)->body) : Result<RecordBody>(RecordBody {});
        if (!held)
            return held.error();
        const bool isHere = *present && held->type == RecordType::Event && held->state == RecordState::Completed;
        if (isHere || taken.contains(id)) {
            ++intake.known;
            continue;
        }
        taken.insert(id);
        RecordBody body;
        body.type = RecordType::Event;
        body.state = RecordState::Completed;
        body.service = event.service;
        body.madeAtMs = at.msSinceEpoch;
        body.completedAtMs = body.madeAtMs;
        body.answers = eventFields(event);
        intake.added.append({ id, body });
    }
    return intake;
}

} // namespace sightline::hub
