#include "core/queries/absence_list.h"

#include "core/people/approval.h"
#include "core/people/council_card.h"
#include "core/records/absence_record.h"
#include "core/store/known_council.h"

#include <algorithm>
#include <tuple>

namespace sightline {

namespace {

bool isByName(const PersonChoice &a, const PersonChoice &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; }

/// How near @p other is to @p person, 0 the nearest.
int distanceOf(const Person &other, const Person &person)
{
    const bool sharesTeam = std::ranges::any_of(other.teams, [&](const TeamId &team) { return person.teams.contains(team); });
    if (sharesTeam || other.id == person.manager)
        return 0;
    return other.service == person.service || other.oversees(person.service) ? 1 : 2;
}

} // namespace

Result<AbsenceList> absenceList(Store &store, QDate day)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto rows = store.view().ofType(RecordType::Absence);
    if (!rows)
        return rows.error();
    AbsenceList list;
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        const auto absence = *body ? absenceOf(**body) : Result<Absence>(Error { ErrorCode::NotFound, {} });
        if (!absence || (absence->to.isValid() && absence->to < day))
            continue;   // what cannot be read the plan leaves out too
        const bool isMine = row.author == enrolment->person || mayEnterAbsence(**council, enrolment->person, absence->person);
        list.absences.append(
            { row.id, *absence, (*council)->nameOf(absence->person), absence->cover.isEmpty() ? QString() : (*council)->nameOf(absence->cover), isMine });
    }
    std::ranges::sort(list.absences, [](const ListedAbsence &a, const ListedAbsence &b) {
        return std::tie(a.absence.from, a.name, a.id) < std::tie(b.absence.from, b.name, b.id);
    });
    for (const Person &person : (*council)->people()) {
        if (person.isHereOn(day) && person.id != enrolment->person && mayEnterAbsence(**council, enrolment->person, person.id))
            list.people.append({ person.id, person.name });
    }
    std::ranges::sort(list.people, isByName);
    if (const Person *me = (*council)->person(enrolment->person)) {
        list.people.prepend({ me->id, me->name });
        list.letsLeave = mayKeepPeople(*me, (*council)->card());
    }
    return list;
}

Result<QList<PersonChoice>> coversFor(Store &store, const PersonId &person, QDate day)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    QList<PersonChoice> choices;
    const Person *who = (*council)->person(person);
    if (!who)
        return choices;
    QList<std::pair<int, PersonChoice>> near;
    for (const Person &other : (*council)->people()) {
        if (other.id != person && other.isHereOn(day))
            near.append({ distanceOf(other, *who), { other.id, other.name } });
    }
    std::ranges::sort(near, [](const auto &a, const auto &b) { return a.first != b.first ? a.first < b.first : isByName(a.second, b.second); });
    for (const auto &[distance, choice] : std::as_const(near))
        choices.append(choice);
    return choices;
}

} // namespace sightline
