#include "core/commands/claim_task.h"

#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// UUIDv5 of task and person. A claim that was given back and is made again gets the next of the series.
RecordId claimIdOf(const TaskReference &task, const PersonId &person, int round)
{
    const QUuid claims(u"5f0c2f0e-8f43-5b0c-9c1d-0f8b7a1f2e61"_s);
    const QString name = QStringList { task.activity.toString(), task.unit, task.periodStart, person.toString(), QString::number(round) }.join(u'\n');
    return RecordId(QUuid::createUuidV5(claims, name.toUtf8()));
}

struct Claims {
    std::optional<RecordId> open;   ///< the present claim
    RecordId next;                  ///< the id a new claim would have
};

Result<Claims> claimsOf(Store &store, const TaskReference &task, const PersonId &person)
{
    for (int round = 0;; ++round) {
        const RecordId id = claimIdOf(task, person, round);
        const auto row = store.view().find(id);
        if (!row)
            return row.error();
        if (!*row)
            return Claims { {}, id };
        if ((*row)->state != RecordState::Void)
            return Claims { id, id };
    }
}

} // namespace

Result<RecordId> claimTask(Store &store, const TaskReference &task, const ServiceId &service)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto claims = claimsOf(store, task, author->person);
    if (!claims)
        return claims.error();
    if (claims->open)
        return Error { ErrorCode::AlreadyExists, u"You have taken this task already."_s };
    RecordBody claim;
    claim.type = RecordType::Claim;
    claim.state = RecordState::Completed;
    claim.author = author->person;
    claim.service = author->mayWriteInto(u"service:"_s + service.toString()) ? service : author->service;
    claim.team = author->team;
    claim.task = task;
    claim.madeAtMs = store.clock().now().msSinceEpoch;
    claim.completedAtMs = claim.madeAtMs;
    Operation create = newOperation(store, OperationKind::Create, claims->next);
    create.head = claim;
    const auto stored = store.transact([&] { return store.outbox().append(create); });
    if (!stored)
        return stored.error();
    return claims->next;
}

Result<QList<PersonId>> claimsOn(Store &store, const TaskReference &task)
{
    const auto rows = store.view().ofType(RecordType::Claim);
    if (!rows)
        return rows.error();
    QList<PersonId> people;
    for (const ViewRow &row : *rows) {
        // One with somebody observed passes the task on to them.
        if (row.task == task && !row.observed)
            people.prepend(row.author);
    }
    return people;
}

Result<void> releaseTask(Store &store, const TaskReference &task)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto claims = claimsOf(store, task, enrolment->person);
    if (!claims)
        return claims.error();
    if (!claims->open)
        return Error { ErrorCode::NotFound, u"You have not taken this task."_s };
    Operation operation = newOperation(store, OperationKind::Void, *claims->open);
    operation.reason = u"Given back."_s;
    return store.transact([&] { return store.outbox().append(operation); });
}

} // namespace sightline
