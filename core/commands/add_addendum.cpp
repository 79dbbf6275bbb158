#include "core/commands/add_addendum.h"

#include "core/base/canonical_json.h"
#include "core/base/limits.h"
#include "core/commands/new_operation.h"
#include "core/commands/step_head.h"
#include "core/records/step_body.h"

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

    const Instant now = store.clock().now();
    RecordBody step = stepHead(*author, record, **about, bodyHash(*bytes), QString::fromUtf16(step::addendum), now);
    step.state = RecordState::Completed;
    step.completedAtMs = now.msSinceEpoch;
    step.answers.insert(QString::fromUtf16(step::text), text);
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    Operation create = newOperation(store, OperationKind::Create, id);
    create.head = step;
    const auto stored = store.transact([&] { return store.outbox().append(create); });
    if (!stored)
        return stored.error();
    return id;
}

} // namespace sightline
