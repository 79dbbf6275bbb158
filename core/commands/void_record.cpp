#include "core/commands/void_record.h"

#include "core/commands/begun_reason.h"
#include "core/commands/new_operation.h"
#include "core/commands/records_apart.h"
#include "core/commands/typed_text.h"
#include "core/records/fact.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct VoidRecordWords {
    Q_DECLARE_TR_FUNCTIONS(VoidRecord)
};

Result<RecordBody> ownCompleted(Store &store, const RecordId &record)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    auto body = store.view().body(record);
    if (!body)
        return body.error();
    if (!*body)
        return Error { ErrorCode::NotFound, u"There is no such record on this device."_s };
    if ((*body)->author != enrolment->person) {
        //: Why a record cannot be marked as entered in error.
        return Error { ErrorCode::NotAllowed, VoidRecordWords::tr("Only its author can mark a record as entered in error. You can add to it.") };
    }
    if ((*body)->state == RecordState::Void) {
        //: Why a record cannot be marked as entered in error.
        return Error { ErrorCode::AlreadyExists, VoidRecordWords::tr("This record is marked as entered in error already.") };
    }
    const bool canBeVoided = (*body)->state == RecordState::Completed && ((*body)->type == RecordType::Form || (*body)->type == RecordType::Step);
    if (!canBeVoided) {
        //: Why a record cannot be marked as entered in error.
        return Error { ErrorCode::NotAllowed, VoidRecordWords::tr("Only a completed record can be marked as entered in error. A draft can be deleted.") };
    }
    return std::move(**body);
}

Result<void> appendVoid(Store &store, const RecordId &record, const QString &reason)
{
    Operation operation = newOperation(store, OperationKind::Void, record);
    operation.reason = reason;
    return store.outbox().append(operation);
}

Result<void> appendVoids(Store &store, const RecordId &record, const RecordBody &body, const QString &reason)
{
    if (const auto kept = appendVoid(store, record, reason); !kept)
        return kept.error();
    const auto fact = store.view().find(factIdOf(record));
    if (!fact)
        return fact.error();
    // The reason may hold words about a child; a fact is read by the whole service and says nothing (decisions 7).
    if (*fact && (*fact)->state != RecordState::Void) {
        if (const auto uncounted = appendVoid(store, factIdOf(record), u"The record was entered in error."_s); !uncounted)
            return uncounted.error();
    }
    // What was said of each child has other readers than the whole; they are told as much, and not the reason given for the whole.
    const auto apart = body.type == RecordType::Form ? recordsKeptApart(store, record, body) : Result<QList<RecordId>>(QList<RecordId>());
    if (!apart)
        return apart.error();
    for (const RecordId &part : *apart) {
        if (const auto kept = appendVoid(store, part, u"The record this was part of was entered in error."_s); !kept)
            return kept.error();
    }
    return {};
}

} // namespace

Result<void> voidRecord(Store &store, const RecordId &record, const QString &reason)
{
    if (problemOfTyped(reason, reasonBound, true) != TypedProblem {})
        return Error { ErrorCode::InvalidInput, u"Say in up to %1 characters why this record was entered in error."_s.arg(limits::reasonLengthMax) };
    const auto body = ownCompleted(store, record);
    if (!body)
        return body.error();
    return store.transact([&]() -> Result<void> {
        if (const auto marked = appendVoids(store, record, *body, reason.trimmed()); !marked)
            return marked.error();
        return forgetReason(store, { QString::fromUtf16(reason::enteredInError), record.toString() });
    });
}

} // namespace sightline
