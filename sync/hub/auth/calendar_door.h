#pragma once

#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// Private addresses of people's own calendars: who holds the address reads that one person's tasks, and nothing else, for as long as
/// the person is here and the address was not withdrawn. Kept by its hash. One a person; a new one ends the one before. Thread: as HubService.
class CalendarDoor {
public:
    CalendarDoor(HubService &service, const Clock &clock, RandomSource &random) : m_service(service), m_clock(clock), m_random(random) { }

    /// The token of a new address for @p person: 256 random bits, told this once. Errors: NotFound (nobody of that id is here today).
    [[nodiscard]] Result<QString> issue(HubTransaction &transaction, const PersonId &person);
    /// Withdraws the address of @p person. False: there was none that was good.
    [[nodiscard]] Result<bool> withdraw(HubTransaction &transaction, const PersonId &person);
    /// Since when @p person has an address that is good; none if they have none.
    [[nodiscard]] Result<std::optional<Instant>> since(HubSnapshot &snapshot, const PersonId &person);
    /// Whose tasks @p token stands for. Errors: NotFound, in the same words whatever the reason: there is no such address, it was
    /// withdrawn, or its person is not here.
    [[nodiscard]] Result<PersonId> readerOf(HubSnapshot &snapshot, QStringView token);

private:
    [[nodiscard]] Result<bool> isHere(HubSnapshot &snapshot, const PersonId &person);

    HubService &m_service;
    const Clock &m_clock;
    RandomSource &m_random;
};

/// Ends what CalendarDoor issued to @p person. False: there was nothing that was good.
[[nodiscard]] Result<bool> withdrawCalendarAddress(HubTransaction &transaction, const PersonId &person, Instant at);

/// Where a calendar is asked for: "/v1/calendar/<token>.ics".
[[nodiscard]] QString calendarPath(const QString &token);
/// The token in @p path; empty where it is no such path.
[[nodiscard]] QString calendarTokenIn(QByteArrayView path);
/// Whether the calendar at @p path is to hold to-dos beside its days: the same address, and before its ending ".todo" ("…/<token>.todo.ics").
[[nodiscard]] bool asksForTodos(QByteArrayView path);

} // namespace sightline::hub
