#include "core/editions/year_of_work.h"

namespace sightline {

namespace {

/// In which of their roles @p owner does it: the lead role they hold, else the first of their own.
QString roleOf(const Owner &owner, const Council &council)
{
    if (owner.reason == OwnerReason::HoldsRole && !owner.role.isEmpty())
        return owner.role;
    const Person *person = council.person(owner.person);
    return person ? person->roles.value(0) : QString();
}

void countTask(YearOfWork &year, const Task &task, const Council &council, const FormFacts &forms)
{
    const int each = forms.value(task.templateId).minutes;
    if (each == 0) {
        year.notCounted.insert(task.activity);
        return;
    }
    const bool isTogether = task.leads.mode == LeadMode::Body;
    const double share = double(each) * task.target / (isTogether ? 1.0 : double(std::max<qsizetype>(task.owners.size(), 1)));
    for (const Owner &owner : task.owners) {
        const QString role = roleOf(owner, council);
        year.minutesOfRole[role] += share;
        year.minutesOf[owner.person] += share;
        year.peopleOfRole[role].insert(owner.person);
    }
}

} // namespace

YearOfWork yearOfWork(const CompiledFramework &framework, const Council &council, const CouncilCalendar &calendar, QDate from, const FormFacts &forms)
{
    const QDate end = from.addYears(1);
    const Plan plan = Plan::make({ framework, council, calendar, from }, {}, {}, from, { 0, static_cast<int>(from.daysTo(end)) });
    YearOfWork year;
    for (const Task &task : plan.tasks()) {
        QSet<PersonId> &people = year.people[task.activity];
        for (const Owner &owner : task.owners)
            people.insert(owner.person);
        if (!task.subject.isEmpty())
            people.insert(task.subject);
        if (task.target == 0 || !task.due.isValid())
            year.notCounted.insert(task.activity);
        else if (from <= task.due && task.due < end)
            countTask(year, task, council, forms);
    }
    return year;
}

} // namespace sightline
