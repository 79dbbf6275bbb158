#include "core/queries/coming_changes.h"

#include "core/queries/present_edition.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using MaybeComing = std::optional<ComingChanges>;

Result<MaybeComing> comingAnew(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const auto next = comingEdition(store, day);
    const auto present = presentEdition(store, day);
    if (!next || !present)
        return next ? present.error() : next.error();
    // Before the first edition there is nothing that it could change.
    if (!*next || !*present || (*present)->record == (*next)->record)
        return MaybeComing();
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto forms = formFactsHere(store, day);
    if (!forms)
        return forms.error();
    const EditionImpact impact = impactOf((*present)->framework, (*next)->framework, **council, calendar, (*next)->from, *forms);
    const PersonId &me = enrolment->person;
    const RoleWork work = impact.people.value(me);
    return MaybeComing(
        ComingChanges { (*next)->edition, (*next)->title, (*next)->from, impact.changesFor(me), impact.changes.size(), work.before, work.after });
}

} // namespace

Result<FormFacts> formFactsHere(Store &store, QDate day)
{
    const auto forms = formsInForce(store, day);
    if (!forms)
        return forms.error();
    FormFacts facts;
    for (const auto &form : *forms) {
        const Json &minutes = form->published.meta[u"minutes"_s];
        facts.insert(templateOf(form->published.form),
                     { form->published.title, static_cast<int>(minutes[u"onSite"_s].toInteger() + minutes[u"after"_s].toInteger()) });
    }
    return facts;
}

Result<MaybeComing> comingChanges(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const QString keptAs = u"coming-changes/"_s + day.toString(Qt::ISODate);
    if (const auto *kept = store.derived(keptAs))
        return std::any_cast<MaybeComing>(kept->value);
    auto coming = comingAnew(store, calendar, day);
    if (coming)
        store.keepDerived(keptAs, *coming, { RecordType::Edition, RecordType::FormDefinition, RecordType::Person, RecordType::Team, RecordType::Setting });
    return coming;
}

} // namespace sightline
