#pragma once

#include "sync/client/store_access.h"
#include "sync/client/transport.h"

namespace sightline::sync {

/// What to do about the private address under which this person's own calendar asks the hub for their tasks.
enum class CalendarWish {
    Look,       ///< is there one?
    Make,       ///< a new one, which ends the one before
    Withdraw,   ///< none any more
};

/// What the hub said of it.
struct CalendarAddress {
    std::optional<qint64> sinceMs;   ///< when the one that is good was made, by the hub's clock; none: there is none
    QString url;                     ///< of a new one, told this once: "webcal://hub.example.org/v1/calendar/….ics"
    friend bool operator==(const CalendarAddress &, const CalendarAddress &) = default;
};

/// Asks the hub. Waits for it; not on the interface's thread. The token is renewed by the exchange alone, so nothing is renewed here.
/// Errors: NotEnrolled; HubUnreachable (nothing changed; after Make the one before may have ended); NotAllowed (the token has run out:
/// sync, then again); HubRefused (it gives no calendars, or not now); those of the database. Each in words for a person.
[[nodiscard]] Result<CalendarAddress> askCalendarAddress(StoreAccess &access, Transport &transport, CalendarWish wish,
                                                         const std::atomic<bool> *givenUp = nullptr);

} // namespace sightline::sync
