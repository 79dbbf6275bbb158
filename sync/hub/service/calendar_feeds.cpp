#include "sync/hub/service/calendar_feeds.h"

#include "core/base/digest.h"
#include "sync/hub/service/council_plan.h"

namespace sightline::hub {

Result<std::shared_ptr<const CalendarFeed>> CalendarFeeds::feedOf(HubSnapshot &snapshot, const PersonId &person, WithTodos todos)
{
    const std::lock_guard lock(m_mutex);
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    const QDate day = m_calendar.today(m_clock.now());
    // A clock that was set back makes nothing stay for longer.
    const qint64 age = m_clock.now().msSinceEpoch - m_atMs;
    const bool isFresh = m_epoch == state->epoch && m_day == day && (m_seq == state->seq || (age >= 0 && age < m_keptMs));
    if (!isFresh || !m_calendars.contains(person)) {
        if (const auto made = make(snapshot, *state, day, person); !made)
            return made.error();
    }
    auto &feeds = todos == WithTodos::Yes ? m_feedsWithTodos : m_feeds;
    if (const auto kept = feeds.constFind(person); kept != feeds.cend())
        return *kept;
    // Stamped by what it says, so that what is the same need not be sent again.
    const OwnCalendar own = m_calendars.value(person);
    auto bytes = calendarFile(own, lastChangeOf(own), todos);
    if (!bytes)
        return bytes.error();
    const QByteArray tag = sha256(*bytes).left(16).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const auto feed = std::make_shared<const CalendarFeed>(CalendarFeed { *std::move(bytes), tag });
    feeds.insert(person, feed);
    return feed;
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
    m_feeds.clear();
    m_feedsWithTodos.clear();
    m_calendars.clear();
    for (const PersonId &each : std::as_const(people))
        m_calendars.insert(each, *planned ? ownCalendar((*planned)->plan, each, span, m_calendar.zone(), (*planned)->times) : OwnCalendar { span, {} });
    m_epoch = state.epoch;
    m_day = day;
    m_seq = state.seq;
    m_atMs = m_clock.now().msSinceEpoch;
    ++m_made;
    return {};
}

} // namespace sightline::hub
