#include "core/commands/run_programme.h"

#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"
#include "core/people/approval.h"
#include "core/records/absence_record.h"
#include "core/store/known_council.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct ProgrammeWords {
    Q_DECLARE_TR_FUNCTIONS(RunProgramme)
};

/// Who writes, if they may write into @p service.
Result<AuthorContext> authorFor(Store &store, const ServiceId &service)
{
    auto author = authorContext(store);
    if (!author)
        return author.error();
    if (!author->mayWriteInto(u"service:"_s + service.toString())) {
        //: Why something cannot be entered for another service. Nothing was lost.
        return Error { ErrorCode::NotAllowed,
                       ProgrammeWords::tr("Only people who work in this service, or oversee it, can enter this. Nothing was changed; ask one of them.") };
    }
    return author;
}

RecordBody programmeBody(Store &store, RecordType type, const AuthorContext &author, const ServiceId &service)
{
    RecordBody body;
    body.type = type;
    body.state = RecordState::Completed;
    body.author = author.person;
    body.service = service;
    body.team = author.team;
    body.madeAtMs = store.clock().now().msSinceEpoch;
    body.completedAtMs = body.madeAtMs;
    return body;
}

Operation programmeCreation(Store &store, const RecordId &id, const RecordBody &body)
{
    Operation create = newOperation(store, OperationKind::Create, id);
    create.head = body;
    return create;
}

/// All of @p operations, which give what was typed at @p typed.
Result<void> keepAll(Store &store, const QList<Operation> &operations, const ReasonPlace &typed = {})
{
    return store.transact([&]() -> Result<void> {
        for (const Operation &operation : operations) {
            if (const auto kept = store.outbox().append(operation); !kept)
                return kept.error();
        }
        return forgetReason(store, typed);
    });
}

/// None if it is here already.
Result<std::optional<Operation>> creationOfEvent(Store &store, const AuthorContext &author, const EventEntry &entry)
{
    RecordBody body = programmeBody(store, RecordType::Event, author, entry.service);
    body.answers = eventFields(entry);
    const RecordId id = entry.reference.isEmpty() ? newId<RecordId>(store.clock(), store.random()) : eventIdOf(entry);
    const auto present = store.view().find(id);
    if (!present)
        return present.error();
    return *present ? std::optional<Operation>() : std::optional(programmeCreation(store, id, body));
}

/// The own record of @p type that @p fits, newest first; it is not void.
template <typename Fits>
Result<std::optional<RecordId>> ownRecord(Store &store, RecordType type, Fits &&fits)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto rows = store.view().ofType(type);
    if (!rows)
        return rows.error();
    for (const ViewRow &row : *rows) {
        if (row.author == enrolment->person && fits(row))
            return std::optional(row.id);
    }
    return std::optional<RecordId>();
}

Result<void> takeRecordBack(Store &store, const Result<std::optional<RecordId>> &found, const QString &missing)
{
    if (!found)
        return found.error();
    if (!*found)
        return Error { ErrorCode::NotFound, missing };
    Operation operation = newOperation(store, OperationKind::Void, **found);
    operation.reason = u"Taken back."_s;
    return keepAll(store, { operation });
}

Result<std::optional<RecordId>> ownPassing(Store &store, const TaskReference &task)
{
    return ownRecord(store, RecordType::Claim, [&task](const ViewRow &row) { return row.observed && row.task == task; });
}

} // namespace

Result<ProgrammeKept> noteEvent(Store &store, const EventEntry &entry, const ReasonPlace &typed)
{
    ProgrammeKept kept { {}, eventProblems(eventFields(entry)), false };
    if (!kept.problems.isEmpty())
        return kept;
    const auto author = authorFor(store, entry.service);
    if (!author)
        return author.error();
    const auto create = creationOfEvent(store, *author, entry);
    if (!create)
        return create.error();
    // One that is here already says the same: there is nothing left to give.
    if (const auto stored = keepAll(store, *create ? QList<Operation> { **create } : QList<Operation>(), typed); !stored)
        return stored.error();
    if (!*create)
        return ProgrammeKept { eventIdOf(entry), {}, true };
    kept.record = (*create)->record;
    return kept;
}

Result<EventsImported> noteEvents(Store &store, const QList<EventEntry> &entries)
{
    EventsImported imported;
    QList<Operation> operations;
    QSet<RecordId> taken;
    for (const EventEntry &entry : entries) {
        if (!eventProblems(eventFields(entry)).isEmpty())
            return Error { ErrorCode::InvalidInput, u"A row of the table cannot be taken in; nothing was."_s };
        const auto author = authorFor(store, entry.service);
        if (!author)
            return author.error();
        const auto create = creationOfEvent(store, *author, entry);
        if (!create)
            return create.error();
        if (!*create || taken.contains((*create)->record)) {
            ++imported.known;
            continue;
        }
        taken.insert((*create)->record);
        operations.append(**create);
        ++imported.added;
    }
    const auto stored = operations.isEmpty() ? Result<void>() : keepAll(store, operations);
    if (!stored)
        return stored.error();
    return imported;
}

Result<void> withdrawEvent(Store &store, const RecordId &event)
{
    const auto found = ownRecord(store, RecordType::Event, [&event](const ViewRow &row) { return row.id == event; });
    //: Taking back that something happened, where a colleague or another system entered it.
    return takeRecordBack(store, found, ProgrammeWords::tr("You have not entered this, so it is not yours to take back."));
}

Result<ProgrammeKept> waiveTask(Store &store, const TaskReference &task, const ServiceId &service, const WaiverEntry &entry, const ReasonPlace &typed)
{
    ProgrammeKept kept { {}, waiverProblems(waiverFields(entry), false), false };
    if (!kept.problems.isEmpty())
        return kept;
    const auto author = authorFor(store, service);
    if (!author)
        return author.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    WaiverEntry said = entry;
    said.isDecided = decidesAlone(**council, author->person, service, entry.on);
    RecordBody body = programmeBody(store, RecordType::Waiver, *author, service);
    body.task = task;
    body.answers = waiverFields(said);
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    if (const auto stored = keepAll(store, { programmeCreation(store, id, body) }, typed); !stored)
        return stored.error();
    kept.record = id;
    return kept;
}

Result<ProgrammeKept> answerWaiver(Store &store, const RecordId &waiver, bool isStatutory, const WaiverAnswer &answer, const ReasonPlace &typed)
{
    ProgrammeKept kept { {}, waiverProblems(waiverFields(answer), true), false };
    if (!kept.problems.isEmpty())
        return kept;
    const auto asked = store.view().body(waiver);
    if (!asked)
        return asked.error();
    if (!*asked || !waiverEntryOf(**asked)) {
        //: A colleague's wish to leave a task out is not on this device.
        return Error { ErrorCode::NotFound, ProgrammeWords::tr("This is not on this device any more. Sync, and look again.") };
    }
    const auto author = authorFor(store, (*asked)->service);
    if (!author)
        return author.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    if (!mayApprove(**council, author->person, (*asked)->author, (*asked)->service, isStatutory, answer.on)) {
        //: Why a colleague's wish to leave a task out cannot be answered.
        return Error { ErrorCode::NotAllowed, ProgrammeWords::tr("This is for a manager of whoever asked, or for the head of the service, to decide.") };
    }
    RecordBody body = programmeBody(store, RecordType::Waiver, *author, (*asked)->service);
    body.task = (*asked)->task;
    body.about = waiver;
    body.answers = waiverFields(answer);
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    if (const auto stored = keepAll(store, { programmeCreation(store, id, body) }, typed); !stored)
        return stored.error();
    kept.record = id;
    return kept;
}

Result<void> withdrawWaiver(Store &store, const RecordId &waiver)
{
    const auto found = ownRecord(store, RecordType::Waiver, [&waiver](const ViewRow &row) { return row.id == waiver; });
    //: Taking back what one never asked for.
    return takeRecordBack(store, found, ProgrammeWords::tr("You have not asked for this."));
}

Result<RecordId> passTask(Store &store, const TaskReference &task, const ServiceId &service, const PersonId &to, QDate today)
{
    const auto author = authorFor(store, service);
    if (!author)
        return author.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const Person *colleague = (*council)->person(to);
    if (!colleague || to == author->person || !colleague->isHereOn(today)) {
        //: Beside the choice of whom a task is passed on to.
        return Error { ErrorCode::InvalidInput, ProgrammeWords::tr("Choose a colleague who is here.") };
    }
    const auto before = ownPassing(store, task);
    if (!before)
        return before.error();
    QList<Operation> operations;
    if (*before) {
        operations.append(newOperation(store, OperationKind::Void, **before));
        operations.last().reason = u"Passed to another colleague."_s;
    }
    RecordBody body = programmeBody(store, RecordType::Claim, *author, service);
    body.task = task;
    body.observed = to;
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    operations.append(programmeCreation(store, id, body));
    if (const auto stored = keepAll(store, operations); !stored)
        return stored.error();
    return id;
}

Result<void> takeTaskBack(Store &store, const TaskReference &task)
{
    //: Taking back a task that one has not passed on.
    return takeRecordBack(store, ownPassing(store, task), ProgrammeWords::tr("You have not passed this task on."));
}

Result<RecordId> enterAbsence(Store &store, const Absence &absence)
{
    const QString wrong = problemOfAbsence(absence);
    if (wrong == "from"_L1) {
        //: Beside the days of an absence.
        return Error { ErrorCode::InvalidInput, ProgrammeWords::tr("Give the first day away, and a last day that is not before it.") };
    }
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const Person *person = (*council)->person(absence.person);
    const bool isCoverKnown = wrong.isEmpty() && (absence.cover.isEmpty() || (*council)->person(absence.cover));
    if (!person || !isCoverKnown) {
        //: Beside the people of an absence.
        return Error { ErrorCode::InvalidInput, ProgrammeWords::tr("Choose who is away, and another colleague who covers.") };
    }
    if (!absence.isAway() && !person->holds(absence.role)) {
        //: Beside the role that somebody hands over for some days. %1 is the person, %2 the role.
        return Error { ErrorCode::InvalidInput,
                       ProgrammeWords::tr("%1 does not hold the role “%2”; choose one of theirs.").arg(person->name, absence.role.left(80)) };
    }
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    if (!mayEnterAbsence(**council, author->person, absence.person)) {
        //: Why a colleague's absence cannot be entered.
        return Error { ErrorCode::NotAllowed, ProgrammeWords::tr("An absence is entered by whoever is away, or by a manager of theirs.") };
    }
    RecordBody body = programmeBody(store, RecordType::Absence, *author, person->service);
    body.observed = absence.person;
    body.answers = toJson(absence).toObject();
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    if (const auto stored = keepAll(store, { programmeCreation(store, id, body) }); !stored)
        return stored.error();
    return id;
}

Result<void> removeAbsence(Store &store, const RecordId &absence)
{
    const auto row = store.view().find(absence);
    if (!row)
        return row.error();
    if (!*row || (*row)->type != RecordType::Absence || (*row)->state == RecordState::Void || !(*row)->observed) {
        //: Ending an absence that is not there.
        return Error { ErrorCode::NotFound, ProgrammeWords::tr("This absence is not on this device any more. Sync, and look again.") };
    }
    const auto council = knownCouncil(store);
    const auto author = authorContext(store);
    if (!council || !author)
        return council ? author.error() : council.error();
    if ((*row)->author != author->person && !mayEnterAbsence(**council, author->person, *(*row)->observed)) {
        //: Why a colleague's absence cannot be ended.
        return Error { ErrorCode::NotAllowed, ProgrammeWords::tr("An absence is ended by whoever is away, by a manager of theirs, or by whoever entered it.") };
    }
    return takeRecordBack(store, Result<std::optional<RecordId>>(absence), {});
}

} // namespace sightline
