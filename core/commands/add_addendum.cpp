#include "core/commands/add_addendum.h"

#include "core/base/canonical_json.h"
#include "core/base/limits.h"
#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<RecordId> addAddendum(Store &store, const RecordId &record, const QString &text)
{
    if (text.trimmed().isEmpty())
        return Error { ErrorCode::InvalidInput, u"An addendum needs some text."_s };
    if (!isStorableText(text))
        return Error { ErrorCode::InvalidInput, u"The text holds a character that cannot be stored; delete it and type it again."_s };
    if (text.toUtf8().size() > limits::answerBytesMax)
        return Error { ErrorCode::TooLarge, u"An addendum can hold %1 KiB of text; this is more. Write two."_s.arg(limits::answerBytesMax / 1024) };
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto about = store.view().body(record);
    if (!about)
        return about.error();
    if (!*about)
        return Error { ErrorCode::NotFound, u"There is no such record on this device."_s };
    if ((*about)->type != RecordType::Form || (*about)->state == RecordState::Draft)
        return Error { ErrorCode::NotAllowed, u"Only a completed record takes an addendum."_s };
    const auto bytes = bodyBytes(**about);
    if (!bytes)
        return bytes.error();

    RecordBody step;
    step.type = RecordType::Step;
    step.state = RecordState::Completed;
    step.author = author->person;
    step.form = (*about)->form;
    step.service = (*about)->service;
    step.team = (*about)->team;
    // The hub takes only scopes of the author's own; a step is read by whoever may read its record, so none are needed there.
    if (!author->mayWriteInto(u"service:"_s + step.service.toString()))
        step.service = author->service;
    if (!author->mayWriteInto(u"team:"_s + step.team.toString()) && !author->mayWriteInto(u"lead:"_s + step.team.toString()))
        step.team = author->team;
    step.about = record;
    step.aboutHash = bodyHash(*bytes);
    step.role = u"addendum"_s;
    step.madeAtMs = store.clock().now().msSinceEpoch;
    step.completedAtMs = step.madeAtMs;
    step.answers.insert(u"text"_s, text);
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    Operation create = newOperation(store, OperationKind::Create, id);
    create.head = step;
    const auto stored = store.transact([&] { return store.outbox().append(create); });
    if (!stored)
        return stored.error();
    return id;
}

} // namespace sightline
