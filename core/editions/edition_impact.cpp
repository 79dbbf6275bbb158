#include "core/editions/edition_impact.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr double minutesPerHour = 60;
constexpr double monthsPerYear = 12;

double hoursAMonth(double minutesAYear) { return minutesAYear / minutesPerHour / monthsPerYear; }

QList<RoleWork> rolesOf(const YearOfWork &before, const YearOfWork &after)
{
    QList<RoleWork> roles;
    QStringList names = before.minutesOfRole.keys() + after.minutesOfRole.keys();
    names.sort();
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const QSet<PersonId> people = before.peopleOfRole.value(name) + after.peopleOfRole.value(name);
        roles.append({ name, people.size(), hoursAMonth(before.minutesOfRole.value(name)), hoursAMonth(after.minutesOfRole.value(name)) });
    }
    return roles;
}

} // namespace

QList<EditionChange> EditionImpact::changesFor(const PersonId &person) const
{
    QList<EditionChange> own;
    for (const ChangeForPeople &change : changes) {
        if (change.people.contains(person))
            own.append(change.change);
    }
    return own;
}

EditionImpact impactOf(const CompiledFramework &before, const CompiledFramework &next, const Council &council, const CouncilCalendar &calendar, QDate from,
                       const FormFacts &forms)
{
    const YearOfWork old = yearOfWork(before, council, calendar, from, forms);
    const YearOfWork coming = yearOfWork(next, council, calendar, from, forms);
    QHash<TemplateId, QString> titles;
    for (auto it = forms.cbegin(); it != forms.cend(); ++it)
        titles.insert(it.key(), it->title);
    EditionImpact impact;
    for (const EditionChange &change : changesBetween(before, next, titles))
        impact.changes.append({ change, old.people.value(change.activity) + coming.people.value(change.activity) });
    impact.roles = rolesOf(old, coming);
    const auto people =
        QSet<PersonId>(old.minutesOf.keyBegin(), old.minutesOf.keyEnd()) + QSet<PersonId>(coming.minutesOf.keyBegin(), coming.minutesOf.keyEnd());
    for (const PersonId &person : people)
        impact.people.insert(person, { {}, 1, hoursAMonth(old.minutesOf.value(person)), hoursAMonth(coming.minutesOf.value(person)) });
    impact.notCountedBefore = old.notCounted.size();
    impact.notCountedAfter = coming.notCounted.size();
    return impact;
}

QString sayChange(const ChangeForPeople &change)
{
    const QString said = sayChange(change.change);
    if (change.change.activity.isEmpty())
        return said + u'.';
    if (change.people.isEmpty())
        return said + u"; nobody in the council does it yet."_s;
    return u"%1; affects %2."_s.arg(said, change.people.size() == 1 ? u"1 person"_s : u"%1 people"_s.arg(change.people.size()));
}

} // namespace sightline
