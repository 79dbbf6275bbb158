#include "core/commands/fill_columns.h"

#include "core/commands/author_context.h"
#include "core/store/known_council.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The identifier an answer holds: a reference's value, a choice's code.
QString identifierIn(const Json &answer) { return answer.isObject() ? answer[u"value"_s].toString(answer[u"code"_s].toString()) : QString(); }

} // namespace

Result<void> fillColumns(Store &store, const Json &columns, RecordBody &body)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto mayWriteInto = [&author](const TeamId &team) {
        return author->mayWriteInto(u"lead:"_s + team.toString()) || author->mayWriteInto(u"team:"_s + team.toString());
    };
    QList<TeamId> wanted;
    if (const auto observed = PersonId::fromString(identifierIn(body.answers.value(columns[u"observed"_s].toString())))) {
        body.observed = *observed;
        if (const Person *person = (*council)->person(*observed))
            wanted = person->teams;
    }
    if (const auto team = TeamId::fromString(identifierIn(body.answers.value(columns[u"team"_s].toString()))))
        wanted = { *team };
    for (const TeamId &team : wanted) {
        if (mayWriteInto(team)) {
            body.team = team;
            break;
        }
    }
    return {};
}

} // namespace sightline
