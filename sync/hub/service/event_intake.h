#pragma once

#include "core/records/event_table.h"
#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// The activities that events ask for, by the edition in force on @p day. Errors: Corrupt, those of the database.
[[nodiscard]] Result<QList<EventActivity>> eventActivitiesOn(HubSnapshot &snapshot, QDate day);

/// What of some events is new to the hub.
struct EventIntake {
    QList<Publication> added;
    qsizetype known = 0;    ///< told of before, by whoever it was
};
/// @p events, each with a reference, as records made at @p at; one that is here, or twice among them, is known. Errors: those of the database.
[[nodiscard]] Result<EventIntake> takeIn(HubSnapshot &snapshot, const QList<EventEntry> &events, Instant at);

} // namespace sightline::hub
