#include "core/commands/author_context.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<std::optional<Person>> findPerson(Store &store, const PersonId &id)
{
    const auto rows = store.view().ofType(RecordType::Person);
    if (!rows)
        return rows.error();
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (!*body || (*body)->answers.value(u"id"_s).toString() != id.toString())
            continue;
        auto person = personFromJson(Json((*body)->answers));
        if (!person)
            return person.error();
        return std::optional(std::move(person).value());
    }
    return std::optional<Person>();
}

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
    const auto person = findPerson(store, enrolment->person);
    if (!person)
        return person.error();
    if (*person) {
        author.name = (*person)->name;
        author.roles = (*person)->roles;
        author.service = (*person)->service;
        author.team = (*person)->teams.isEmpty() ? TeamId() : (*person)->teams.first();
    }
    return author;
}

} // namespace sightline
