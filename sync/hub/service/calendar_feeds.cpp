#include "sync/hub/service/calendar_feeds.h"

#include "core/base/digest.h"
#include "core/calendar_feed/calendar_file.h"
#include "sync/hub/service/council_plan.h"

namespace sightline::hub {

Result<std::shared_ptr<const CalendarFeed>> CalendarFeeds::feedOf(HubSnapshot &snapshot, const PersonId &person)
{
    const std::lock_guard lock(m_mutex);
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    const QDate day = m_calendar.today(m_clock.now());
    // A clock that was set back makes nothing stay for longer.
    const qint64 age = m_clock.now().msSinceEpoch - m_atMs;
    const bool isFresh = m_epoch == state->epoch && m_day == day && (m_seq == state->seq || (age >= 0 && age < m_keptMs));
    if (!isFresh || !m_feeds.contains(person)) {
        if (const auto made = make(snapshot, *state, day, person); !made)
            return made.error();
    }
    return m_feeds.value(person);
}

qint64 CalendarFeeds::made() const
{
    const std::lock_guard lock(m_mutex);
    return m_made;
}

Result<void> CalendarFeeds::make(HubSnapshot &snapshot, const HubState &state, QDate day, const PersonId &person)
{
    const auto addresses = snapshot.calendarAddresses();
    if (!addresses)
        return addresses.error();
    const DateSpan span = usualCalendarSpan(day);
    const auto planned = councilPlan(snapshot, m_calendar, day, reachFor(day, span));
    if (!planned)
        return planned.error();
    QSet<PersonId> people { person };
    for (const CalendarAddressRow &address : *addresses)
        people.insert(address.person);
    QHash<PersonId, std::shared_ptr<const CalendarFeed>> feeds;
    for (const PersonId &each : std::as_const(people)) {
        const OwnCalendar own = *planned ? ownCalendar((*planned)->plan, each, span, m_calendar.zone(), (*planned)->times) : OwnCalendar { span, {} };
        // Stamped by what it says, so that what is the same need not be sent again.
        auto bytes = calendarFile(own, lastChangeOf(own));
        if (!bytes)
            return bytes.error();
        const QByteArray tag = sha256(*bytes).left(16).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        feeds.insert(each, std::make_shared<const CalendarFeed>(CalendarFeed { *std::move(bytes), tag }));
    }
    m_feeds = std::move(feeds);
    m_epoch = state.epoch;
    m_day = day;
    m_seq = state.seq;
    m_atMs = m_clock.now().msSinceEpoch;
    ++m_made;
    return {};
}

} // namespace sightline::hub
