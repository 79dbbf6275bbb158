#include "sync/hub/ops/erasure.h"

#include "core/base/digest.h"
#include "core/records/child_pointer.h"
#include "sync/hub/audit/audit_entry.h"

#include <QFileInfo>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

QSet<QString> childrenOf(const ErasedItem &item) { return QSet<QString>(item.children.cbegin(), item.children.cend()); }

bool isOver(const LegalHold &hold, const ErasedItem &item, const QSet<QString> &child)
{
    switch (hold.on) {
    case HoldOn::Record: return item.record.id.toString() == hold.subject;
    case HoldOn::Child: return childrenOf(item).intersects(child);
    case HoldOn::Person: return item.author.toString() == hold.subject || (item.observed && item.observed->toString() == hold.subject);
    }
    return false;
}

Error onHold(const QList<LegalHold> &holds)
{
    QStringList names;
    for (const LegalHold &hold : holds)
        names.append(hold.id);
    return { ErrorCode::NotAllowed, u"On hold (%1), so nothing was erased. \"hold list\" says why."_s.arg(names.join(u", "_s)) };
}

ErasureOrder orderOf(const ErasurePlan &plan)
{
    ErasureOrder order;
    for (const ErasedItem &item : plan.items) {
        if (item.isNotice)
            order.notices.append(item.record.id);
        else
            order.records.append(item.record);
    }
    order.operations = plan.operations;
    return order;
}

QString hashOf(const ErasureOrder &order) { return toHex(sha256(writeJson(erasureList(order)))); }

Result<Json> receiptFor(OpenHub &hub, const ErasureCase &done, const ErasureRow &row)
{
    const auto snapshot = hub.store().snapshot();
    const auto state = snapshot ? (*snapshot)->state() : Result<HubState>(snapshot.error());
    const auto line = state ? (*snapshot)->auditAfter(row.auditN - 1, 1) : Result<QList<AuditRow>>(state.error());
    if (!line)
        return line.error();
    if (line->isEmpty())
        return Error { ErrorCode::Corrupt, u"The audit trail's line of this erasure is not there."_s };
    Json approvals = Json::array();
    for (const RecoveryApproval &approval : done.approvals)
        approvals.append(Json::object({ { u"by"_s, approval.by.toString() }, { u"at"_s, toIso(Instant { approval.atMs }) } }));
    Json receipt = Json::object({ { u"format"_s, u"sightline-hub-erasure/1"_s },
                                  { u"council"_s, state->council },
                                  { u"erasure"_s, done.id },
                                  { u"reason"_s, done.reason },
                                  { u"reference"_s, done.reference },
                                  { u"asked_by"_s, done.askedBy },
                                  { u"asked"_s, toIso(Instant { done.askedMs }) },
                                  { u"approvals"_s, approvals },
                                  { u"carried_out_by"_s, done.order.by },
                                  { u"carried_out"_s, toIso(Instant { row.atMs }) },
                                  { u"list"_s, erasureList(done.order) },
                                  { u"list_hash"_s, hashOf(done.order) },
                                  { u"epoch"_s, state->epoch },
                                  { u"audit_line"_s, row.auditN },
                                  { u"audit_chain"_s, toHex(line->first().chain) } });
    receipt.set(u"signature"_s, QString::fromLatin1(hub.keys().sign(writeJson(receipt)).toBase64()));
    return receipt;
}

/// What is approved is exactly what goes: neither more nor less, and none of it on hold.
Result<void> checkStillSo(HubSnapshot &snapshot, const RetentionBook &book, const ErasureCase &asked)
{
    const auto now = planCase(snapshot, book, asked.roots, asked.reason);
    if (!now)
        return now.error();
    if (!now->holds.isEmpty())
        return onHold(now->holds);
    if (hashOf(now->asked.order) != hashOf(asked.order))
        return Error { ErrorCode::NotAllowed,
                       u"Something has come to these records, or left them, since this was approved, so nothing was erased. Ask again: erase ask"_s };
    return {};
}

/// Where the log stands, once checkStillSo() has nothing against it there.
Result<qint64> seqAtWhichStillSo(HubStore &store, const RetentionBook &book, const ErasureCase &asked)
{
    const auto snapshot = store.snapshot();
    const auto state = snapshot ? (*snapshot)->state() : Result<HubState>(snapshot.error());
    const auto still = state ? checkStillSo(**snapshot, book, asked) : Result<void>(state.error());
    return still ? Result<qint64>(state->seq) : still.error();
}

Result<std::optional<ErasureRow>> rowOf(HubStore &store, const QString &id)
{
    const auto snapshot = store.snapshot();
    return snapshot ? (*snapshot)->erasure(id) : Result<std::optional<ErasureRow>>(snapshot.error());
}

Result<QStringList> problemsOfRecords(HubSnapshot &snapshot, const Json &list)
{
    QStringList problems;
    for (const Json &one : list[u"records"_s].toArray()) {
        const QString name = one[u"id"_s].toString();
        const auto id = RecordId::fromString(name);
        if (!id)
            return id.error();
        const auto row = snapshot.record(*id);
        const auto erased = row ? snapshot.erasedRecord(*id) : Result<std::optional<ErasedRecord>>(row.error());
        if (!erased)
            return erased.error();
        if (*row || !*erased)
            problems.append(u"record %1 is not noted as erased, or is here"_s.arg(name));
    }
    return problems;
}

Result<QStringList> problemsOfOperations(HubSnapshot &snapshot, const Json &list)
{
    QStringList problems;
    for (const Json &one : list[u"operations"_s].toArray()) {
        const QString name = one[u"id"_s].toString();
        const auto id = OperationId::fromString(name);
        if (!id)
            return id.error();
        const auto logged = snapshot.operation(*id);
        const auto erased = logged ? snapshot.erasedOperation(*id) : Result<std::optional<std::pair<QByteArray, QString>>>(logged.error());
        if (!erased)
            return erased.error();
        const QByteArray digest = QByteArray::fromHex(one[u"digest"_s].toString().toLatin1());
        const bool isGone = *erased && (*erased)->first == digest && (!*logged || ((*logged)->digest == digest && (*logged)->bytes.isEmpty()));
        if (!isGone)
            problems.append(u"operation %1 is not erased as the receipt says"_s.arg(name));
    }
    return problems;
}

} // namespace

QSet<QString> namesOfChild(const QList<ErasedItem> &all, const QString &child)
{
    QSet<QString> names { child, numberKey(child) };
    names.remove(QString());
    for (bool grows = true; grows;) {
        const qsizetype before = names.size();
        for (const ErasedItem &item : all) {
            if (item.record.type == recordTypeName(RecordType::Child) && childrenOf(item).intersects(names))
                names.unite(childrenOf(item));
        }
        grows = names.size() > before;
    }
    return names;
}

HoldsInPlace::HoldsInPlace(const QList<LegalHold> &holds, const QList<ErasedItem> &all)
{
    for (const LegalHold &hold : holds) {
        if (hold.liftedMs == 0)
            m_holds.append({ hold, hold.on == HoldOn::Child ? namesOfChild(all, hold.subject) : QSet<QString>() });
    }
}

QList<LegalHold> HoldsInPlace::over(const QList<ErasedItem> &items) const
{
    QList<LegalHold> over;
    for (const std::pair<LegalHold, QSet<QString>> &one : m_holds) {
        if (std::any_of(items.cbegin(), items.cend(), [&one](const ErasedItem &item) { return isOver(one.first, item, one.second); }))
            over.append(one.first);
    }
    return over;
}

Result<AskedErasure> planCase(HubSnapshot &snapshot, const RetentionBook &book, const QList<RecordId> &roots, const QString &reason)
{
    if (roots.isEmpty())
        return Error { ErrorCode::InvalidInput, u"Nothing that could be erased was named."_s };
    if (!erasureReasons().contains(reason))
        return Error { ErrorCode::InvalidInput, u"\"%1\" is no reason to erase; there are %2."_s.arg(reason.left(40), erasureReasons().join(u", "_s)) };
    auto plan = planErasure(snapshot, roots);
    const auto all = plan ? recordsToKeepOrErase(snapshot) : Result<QList<ErasedItem>>(plan.error());
    if (!all)
        return all.error();
    AskedErasure asked { { {}, reason, {}, {}, 0, roots, orderOf(*plan) }, std::move(*plan), {} };
    asked.holds = HoldsInPlace(book.holds(), *all).over(asked.plan.items);
    return asked;
}

Result<CarriedOut> carryOut(OpenHub &hub, RetentionBook &book, const QString &id, const QString &by)
{
    const auto asked = book.erasure(id);
    const auto present = asked ? rowOf(hub.store(), id) : Result<std::optional<ErasureRow>>(asked.error());
    if (!present)
        return present.error();
    ErasureCase one = *asked;
    if (one.begunMs == 0)
        one.order.by = by;
    const bool isFirst = !*present && !one.isDone();
    // Everything is read here, and again in the transaction only if somebody has written meanwhile: others wait for it.
    const auto seq = isFirst ? seqAtWhichStillSo(hub.store(), book, one) : Result<qint64>(0);
    if (!seq)
        return seq.error();
    const auto row = hub.service().erase(one.order, [&](HubSnapshot &now) -> Result<void> {
        if (!isFirst)
            return {};
        const auto state = now.state();
        const auto still = !state ? Result<void>(state.error()) : state->seq == *seq ? Result<void>() : checkStillSo(now, book, one);
        // Durable before anything of it is: whoever restores an older database knows that this was approved and begun.
        const auto begun = still ? book.begin(id, by, hub.clock().now().msSinceEpoch) : Result<ErasureCase>(still.error());
        return begun ? Result<void>() : begun.error();
    });
    const auto state = row ? hub.state() : Result<HubState>(row.error());
    if (!state)
        return state.error();
    if (const auto marked = hub.markHistory(*state); !marked)
        return marked.error();
    if (!one.isDone()) {
        const auto receipt = receiptFor(hub, one, *row);
        const auto finished = receipt ? book.finish(id, *receipt) : Result<void>(receipt.error());
        if (!finished)
            return finished.error();
    }
    const auto done = book.erasure(id);
    const auto scrubbed = done ? hub.store().scrub(false) : Result<CouncilStore::Scrubbed>(done.error());
    if (!scrubbed)
        return scrubbed.error();
    return CarriedOut { *done, *scrubbed };
}

Result<int> carryOutAgain(HubStore &store, HubService &service, const RetentionBook &book)
{
    int again = 0;
    for (const ErasureCase &one : book.cases()) {
        const auto present = one.isDone() ? rowOf(store, one.id) : Result<std::optional<ErasureRow>>(ErasureRow {});
        if (!present)
            return present.error();
        if (*present)
            continue;
        const auto erased = service.erase(one.order);
        if (!erased)
            return Error { erased.error().code,
                           u"Erasure %1 was carried out after this database was saved, and could not be carried out in it (%2). Nothing is served before "
                           "it is: as whoever owns the records, run erase carry-out %1."_s.arg(one.id, erased.error().detail) };
        ++again;
    }
    return again;
}

Result<int> carryOutAgain(HubStore &store, HubService &service, const HubPaths &paths, const HubKeys &keys)
{
    if (!QFileInfo::exists(paths.retention()))
        return 0;
    const auto book = RetentionBook::open(paths.retention(), keys);
    return book ? carryOutAgain(store, service, **book) : Result<int>(book.error());
}

Result<QStringList> verifyReceipt(HubSnapshot &snapshot, const HubKeys &keys, const Json &receipt)
{
    Json plain = receipt;
    plain.remove(u"signature"_s);
    if (!keys.isSigned(writeJson(plain), QByteArray::fromBase64(receipt[u"signature"_s].toString().toLatin1())))
        return QStringList { u"this hub did not sign it, or it was changed"_s };
    const Json list = receipt[u"list"_s];
    const QString hash = toHex(sha256(writeJson(list)));
    QStringList problems;
    const auto row = snapshot.erasure(receipt[u"erasure"_s].toString());
    if (!row)
        return row.error();
    if (!*row)
        return QStringList { u"this database knows nothing of that erasure"_s };
    const auto line = snapshot.auditAfter((*row)->auditN - 1, 1);
    if (!line)
        return line.error();
    const auto entry = line->isEmpty() ? std::nullopt : readAuditLine(line->first().line);
    const bool isTold = entry && entry->action == AuditAction::Erased && entry->about.value(u"list"_s).toString() == hash;
    if (!isTold || receipt[u"list_hash"_s].toString() != hash)
        problems.append(u"the audit trail does not tell of the same list"_s);
    const auto records = problemsOfRecords(snapshot, list);
    const auto operations = problemsOfOperations(snapshot, list);
    if (!records || !operations)
        return records ? operations.error() : records.error();
    return problems + *records + *operations;
}

} // namespace sightline::hub
