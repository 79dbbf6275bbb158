#include "core/commands/complete_record.h"

#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"
#include "core/forms/enable_when.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"
#include "core/records/fact.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The identifier an answer holds: a reference's value, a choice's code.
QString identifierIn(const Json &answer)
{
    return answer.isObject() ? answer[u"value"_s].toString(answer[u"code"_s].toString()) : QString();
}

/// Answers that fill named columns of the body, as the form's meta says: the observed person, the team it is about. A team is
/// taken only where the author may write, or the hub would hold the record.
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

/// The record and its fact go into the outbox together, or neither does.
Result<void> storeCompleted(Store &store, const RecordId &record, const RecordBody &body, QDate doneOn)
{
    Operation create = newOperation(store, OperationKind::Create, record);
    create.atMs = body.completedAtMs;
    create.head = body;
    if (const auto kept = store.outbox().append(create); !kept)
        return kept.error();
    if (const auto fact = factOf(record, body, doneOn)) {
        Operation counted = newOperation(store, OperationKind::Create, factIdOf(record));
        counted.atMs = body.completedAtMs;
        counted.head = *fact;
        if (const auto kept = store.outbox().append(counted); !kept)
            return kept.error();
    }
    return store.drafts().remove(record);
}

} // namespace

Result<Completion> completeRecord(Store &store, const RecordId &draft, const CompleteOptions &options)
{
    auto found = store.drafts().find(draft);
    if (!found)
        return found.error();
    if (!*found)
        return Error { ErrorCode::NotFound, u"There is no such draft on this device."_s };
    RecordBody body = std::move((*found)->body);
    const auto form = findForm(store, body.form);
    if (!form)
        return form.error();
    const Questionnaire &questionnaire = (*form)->questionnaire;

    Answers answers(body.answers);
    recalculate(questionnaire, answers, options.context);
    Completion completion { {}, validate(questionnaire, answers, ValidateFor::Completion, options.context) };
    if (!questionnaire.canBeFilled())
        return Error { ErrorCode::UnsupportedVersion, u"This form needs a newer Sightline. Your draft is kept."_s };
    if (hasErrors(completion.issues))
        return completion;
    answers = withoutDisabled(questionnaire, answers);
    body.state = RecordState::Completed;
    body.completedAtMs = store.clock().now().msSinceEpoch;
    body.answers = answers.fields();
    if (const auto filled = fillColumns(store, (*form)->published.meta[u"columns"_s], body); !filled)
        return filled.error();
    const bool counts = wasCarriedOut(questionnaire, answers);
    const QDate doneOn = options.doneOn.isValid() ? options.doneOn : options.context.today;

    const auto stored = store.transact([&] { return storeCompleted(store, draft, body, counts ? doneOn : QDate()); });
    if (!stored)
        return stored.error();
    completion.record = draft;
    return completion;
}

} // namespace sightline
