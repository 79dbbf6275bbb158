#include "core/commands/author_context.h"

#include "core/store/known_council.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<AuthorContext> authorContext(Store &store)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    AuthorContext author { enrolment->person, enrolment->personName, {}, {}, {}, {} };
    const auto scopes = store.scopes().all();
    if (!scopes)
        return scopes.error();
    for (const ScopeRow &scope : *scopes)
        author.scopes.append(scope.id);
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    if (const Person *person = (*council)->person(enrolment->person)) {
        author.name = person->name;
        author.roles = person->roles;
        author.service = person->service;
        author.team = person->teams.isEmpty() ? TeamId() : person->teams.first();
    }
    return author;
}

Result<bool> authorMay(Store &store, bool (*may)(const Person &, const CouncilCard &))
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const Person *person = (*council)->person(enrolment->person);
    return person && may(*person, (*council)->card());
}

} // namespace sightline
