#include "core/commands/settle_conflict.h"

#include "core/commands/begun_reason.h"
#include "core/commands/new_operation.h"
#include "core/commands/typed_text.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct SettleConflictWords {
    Q_DECLARE_TR_FUNCTIONS(SettleConflict)
};

struct OpenNotice {
    ViewRow row;
    RecordBody body;
};

Result<OpenNotice> openNotice(Store &store, const RecordId &notice)
{
    const Error none { ErrorCode::NotFound, u"There is nothing to settle here; it may have been settled on another device."_s };
    const auto row = store.view().find(notice);
    if (!row)
        return row.error();
    if (!*row || (*row)->type != RecordType::Notice || (*row)->openOutcome.isEmpty() || !(*row)->target || !(*row)->about)
        return none;
    auto body = store.view().body(notice);
    if (!body)
        return body.error();
    if (!*body)
        return none;
    return OpenNotice { **row, std::move(**body) };
}

} // namespace

Result<void> settleConflict(Store &store, const RecordId &notice, const QMap<QString, ConflictChoice> &choices)
{
    const auto open = openNotice(store, notice);
    if (!open)
        return open.error();
    if (open->row.openOutcome != u"conflict"_s)
        //: Why it cannot be chosen which of two texts stays.
        return Error { ErrorCode::NotAllowed, SettleConflictWords::tr("There are no two texts to choose from here. It can be applied or left out.") };
    const auto mine = operationFromJson(open->body.answers.value(u"operation"_s));
    if (!mine)
        return mine.error();
    const auto record = store.view().body(*open->row.about);
    if (!record)
        return record.error();
    if (!*record)
        return Error { ErrorCode::NotFound, u"The record this is about is not on this device."_s };
    Operation resolve = newOperation(store, OperationKind::Resolve, *open->row.about);
    resolve.target = *open->row.target;
    resolve.form = (*record)->form;
    for (const QString &field : open->body.answers.value(u"fields"_s).toStrings()) {
        const auto choice = choices.constFind(field);
        if (choice == choices.constEnd())
            return Error { ErrorCode::InvalidInput, u"Choose which text of \"%1\" to keep."_s.arg(field) };
        const Json kept = choice->keep == Keep::Mine ? mine->set.value(field).value : choice->theirs;
        resolve.set.insert(field, { kept, fieldHash(choice->theirs) });
    }
    return store.transact([&] { return store.outbox().append(resolve); });
}

Result<void> dismissHeld(Store &store, const RecordId &notice, const QString &reason)
{
    if (problemOfTyped(reason, reasonBound, true) != TypedProblem {})
        return Error { ErrorCode::InvalidInput, u"Say in up to %1 characters why this is left out."_s.arg(limits::reasonLengthMax) };
    const auto open = openNotice(store, notice);
    if (!open)
        return open.error();
    Operation dismiss = newOperation(store, OperationKind::Dismiss, *open->row.about);
    dismiss.target = *open->row.target;
    dismiss.reason = reason.trimmed();
    return store.transact([&]() -> Result<void> {
        if (const auto appended = store.outbox().append(dismiss); !appended)
            return appended.error();
        return forgetReason(store, { QString::fromUtf16(reason::leftOut), notice.toString() });
    });
}

Result<void> adoptHeld(Store &store, const RecordId &notice)
{
    const auto open = openNotice(store, notice);
    if (!open)
        return open.error();
    Operation adopt = newOperation(store, OperationKind::Adopt, *open->row.about);
    adopt.target = *open->row.target;
    return store.transact([&] { return store.outbox().append(adopt); });
}

} // namespace sightline
