#include "core/queries/team_board.h"

#include "core/people/approval.h"
#include "core/queries/today_board.h"
#include "core/store/known_council.h"
#include "core/store/team_contacts.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<QSet<ServiceId>> servicesTold(Store &store)
{
    const auto scopes = store.scopes().all();
    if (!scopes)
        return scopes.error();
    QSet<ServiceId> told;
    for (const ScopeRow &scope : *scopes) {
        if (scope.id.startsWith("service:"_L1))
            told.insert(ServiceId(scope.id.section(u':', 1)));
    }
    return told;
}

void countTask(TeamMember &member, const Task &task, QDate day)
{
    if (task.state == TaskState::Late || task.state == TaskState::Missed)
        ++member.late;
    else if (task.state == TaskState::Due)
        ++member.due;
    else if (task.state == TaskState::Done && task.period.contains(day))
        ++member.done;
}

void takeContacts(TeamBoard &board, const QHash<PersonId, qsizetype> &at, const TeamContacts &contacts)
{
    board.asOfMs = contacts.asOfMs;
    for (const DeviceContact &device : contacts.devices) {
        const auto member = at.constFind(device.person);
        if (member == at.cend())
            continue;
        TeamMember &one = board.members[*member];
        ++one.devices;
        if (device.atMs)
            one.heardMs = qMax(one.heardMs.value_or(0), *device.atMs);
        if (device.left)
            one.left = one.left.value_or(0) + *device.left;
    }
}

} // namespace

Result<bool> answersForSomebody(Store &store, QDate day)
{
    const auto council = knownCouncil(store);
    const auto enrolment = store.meta().enrolment();
    if (!council || !enrolment)
        return council ? enrolment.error() : council.error();
    const QList<Person> &people = (*council)->people();
    return std::ranges::any_of(people, [&](const Person &person) { return person.isHereOn(day) && answersFor(**council, enrolment->person, person.id); });
}

Result<TeamBoard> teamBoard(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const auto council = knownCouncil(store);
    const auto enrolment = store.meta().enrolment();
    const auto told = servicesTold(store);
    const auto contacts = keptTeamContacts(store);
    if (!council || !enrolment)
        return council ? enrolment.error() : council.error();
    if (!told || !contacts)
        return told ? contacts.error() : told.error();
    const auto plan = currentPlan(store, calendar, day);
    if (!plan)
        return plan.error();
    TeamBoard board;
    QHash<PersonId, qsizetype> at;
    for (const Person &person : (*council)->people()) {
        if (!person.isHereOn(day) || !answersFor(**council, enrolment->person, person.id))
            continue;
        at.insert(person.id, board.members.size());
        TeamMember member { person.id, person.name, person.roles };
        member.isTold = *plan && told->contains(person.service);
        board.members.append(member);
    }
    for (const Task &task : *plan ? (*plan)->tasks() : QList<Task>()) {
        if (!told->contains(task.service))
            continue;
        for (const Owner &owner : task.owners) {
            if (const auto member = at.constFind(owner.person); member != at.cend())
                countTask(board.members[*member], task, day);
        }
    }
    if (*contacts)
        takeContacts(board, at, **contacts);
    std::ranges::sort(board.members,
                      [](const TeamMember &a, const TeamMember &b) { return a.late != b.late ? a.late > b.late : a.name.localeAwareCompare(b.name) < 0; });
    return board;
}

} // namespace sightline
