#pragma once

#include "core/calendar/council_calendar.h"
#include "core/calendar_feed/calendar_file.h"
#include "sync/hub/store/hub_store.h"

#include <QHash>

#include <mutex>

namespace sightline::hub {

/// A person's tasks as a calendar, ready to send.
struct CalendarFeed {
    QByteArray bytes;   ///< iCalendar
    QByteArray tag;     ///< the same for the same bytes: letters, digits, hyphens and low lines
};

/// The calendars of those who have a private address, each person's from the hub's own records. One plan makes all of them, and they
/// are kept: planning a council a year ahead takes longer than a request may, and calendar programs ask a few times a day. What is
/// handed out is therefore at most `keptMs` behind what the hub holds. Thread: any; who comes while they are made waits.
class CalendarFeeds {
public:
    /// A quarter of an hour: programs ask every few hours, and a busy council changes its records every second.
    static constexpr qint64 keptMsUsual = 15LL * 60 * 1000;

    CalendarFeeds(const CouncilCalendar &calendar, const Clock &clock, qint64 keptMs = keptMsUsual) : m_calendar(calendar), m_clock(clock), m_keptMs(keptMs) { }

    /// The calendar of @p person, who may have it (CalendarDoor), with to-dos beside its days or without. A council without a framework has
    /// empty ones. Errors: as councilPlan().
    [[nodiscard]] Result<std::shared_ptr<const CalendarFeed>> feedOf(HubSnapshot &snapshot, const PersonId &person, WithTodos todos = WithTodos::No);
    /// How often they were made: for those who watch what it costs.
    [[nodiscard]] qint64 made() const;

private:
    [[nodiscard]] Result<void> make(HubSnapshot &snapshot, const HubState &state, QDate day, const PersonId &person);

    const CouncilCalendar &m_calendar;
    const Clock &m_clock;
    const qint64 m_keptMs;
    mutable std::mutex m_mutex;
    QString m_epoch;
    QDate m_day;
    qint64 m_seq = -1;
    qint64 m_atMs = 0;
    qint64 m_made = 0;
    QHash<PersonId, OwnCalendar> m_calendars;
    QHash<PersonId, std::shared_ptr<const CalendarFeed>> m_feeds;   ///< of those, as they are asked for
    QHash<PersonId, std::shared_ptr<const CalendarFeed>> m_feedsWithTodos;
};

} // namespace sightline::hub
