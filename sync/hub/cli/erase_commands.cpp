#include "sync/hub/cli/approving.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/note_administration.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/erasure.h"
#include "sync/hub/ops/retention_due.h"

#include <QFile>
#include <QHash>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int erasureIdBytes = 4;
constexpr qsizetype eraseReferenceMax = 80;
constexpr qint64 receiptBytesMax = 64LL * 1024 * 1024;

/// What an erasure is told in: identifiers, kinds and counts, never a word of a record.
Json erasedItemJson(const ErasedItem &item)
{
    return Json::object({ { u"record"_s, item.record.id.toString() },
                          { u"type"_s, item.record.type },
                          { u"form"_s, item.form },
                          { u"state"_s, item.state },
                          { u"author"_s, item.author.toString() } });
}

QString erasedItemText(const ErasedItem &item)
{
    QStringList about { u"%1 %2"_s.arg(item.record.type, item.form).trimmed(), item.state,
                        item.author.isEmpty() ? QString() : u"by "_s + item.author.toString() };
    about.removeAll(QString());   // of what was never applied, or is erased, less is known
    return u"  %1  %2%3"_s.arg(item.record.id.toString(), about.join(u", "_s), item.isNotice ? u" (loses what it quotes)"_s : QString());
}

Json eraseCaseJson(const ErasureCase &one)
{
    Json approvals = Json::array();
    for (const RecoveryApproval &approval : one.approvals)
        approvals.append(Json::object({ { u"by"_s, approval.by.toString() }, { u"at"_s, toIso(Instant { approval.atMs }) } }));
    return Json::object({ { u"erasure"_s, one.id },
                          { u"reason"_s, one.reason },
                          { u"reference"_s, one.reference },
                          { u"asked_by"_s, one.askedBy },
                          { u"asked"_s, toIso(Instant { one.askedMs }) },
                          { u"records"_s, qint64(one.order.records.size()) },
                          { u"operations"_s, qint64(one.order.operations.size()) },
                          { u"approvals"_s, approvals },
                          { u"begun"_s, one.begunMs > 0 },
                          { u"done"_s, one.isDone() } });
}

QString eraseCaseText(const ErasureCase &one)
{
    QStringList by;
    for (const RecoveryApproval &approval : one.approvals)
        by.append(approval.by.toString());
    const QString stands = one.isDone() ? u"carried out"_s : one.begunMs > 0 ? u"begun: carry it out again"_s : u"not carried out"_s;
    return u"%1  %2, %3, \"%4\", asked %5 by %6; approved by %7; %8"_s.arg(one.id, numberOfRecords(one.order.records.size()))
        .arg(one.reason, one.reference, toIso(Instant { one.askedMs }), one.askedBy, by.isEmpty() ? u"nobody yet"_s : by.join(u", "_s), stands);
}

/// What is named, and which records of a child are left because they name another child too.
struct Roots {
    QList<RecordId> roots;
    QList<ErasedItem> left;
};

Result<Roots> rootsOf(HubSnapshot &snapshot, const EraseQuestion &question, const RetentionBook &book, const HubService &service)
{
    Roots found;
    for (const QString &record : question.records) {
        const auto id = RecordId::fromString(record);
        if (!id)
            return Error { ErrorCode::InvalidInput, u"\"%1\" is no record's id."_s.arg(record.left(40)) };
        found.roots.append(*id);
    }
    if (question.child.isEmpty() && !question.isDue)
        return found;
    const auto all = recordsToKeepOrErase(snapshot);
    if (!all)
        return all.error();
    if (question.isDue) {
        for (const DueRecord &due : retentionOn(*all, book.rules(), book.holds(), service.today(), service.zone()).due) {
            if (due.holds.isEmpty())
                found.roots.append(due.item.record.id);
        }
    }
    if (question.child.isEmpty())
        return found;
    const QSet<QString> names = namesOfChild(*all, question.child);
    QSet<QString> others;
    for (const ErasedItem &item : *all) {
        if (item.record.type == recordTypeName(RecordType::Child))
            others.unite(QSet<QString>(item.children.cbegin(), item.children.cend()));
    }
    others.subtract(names);
    for (const ErasedItem &item : *all) {
        const QSet<QString> children(item.children.cbegin(), item.children.cend());
        if (!children.intersects(names))
            continue;
        if (!children.intersects(others))
            found.roots.append(item.record.id);
        else
            found.left.append(item);
    }
    return found;
}

/// How it stands with what is asked for, in lines.
QStringList askedLines(const AskedErasure &asked, const Roots &roots)
{
    QStringList lines { u"This would go for good: %1, %2, %3."_s.arg(numberOfRecords(asked.asked.order.records.size()),
                                                                     numberOfOperations(asked.plan.operations.size()),
                                                                     numberOf(asked.plan.files.size(), u"file"_s, u"files"_s)) };
    for (const ErasedItem &item : asked.plan.items)
        lines.append(erasedItemText(item));
    if (!roots.left.isEmpty())
        lines.append(u"These name another child too, and stay unless they are named themselves (--record):"_s);
    for (const ErasedItem &item : roots.left)
        lines.append(erasedItemText(item));
    for (const LegalHold &hold : asked.holds)
        lines.append(u"ON HOLD: %1, %2 \"%3\""_s.arg(hold.id, holdWord(hold.on), hold.reference));
    return lines;
}

QString scrubbedText(CouncilStore::Scrubbed scrubbed)
{
    switch (scrubbed) {
    case CouncilStore::Scrubbed::Whole: return u"No free part of the database's file holds any of it."_s;
    case CouncilStore::Scrubbed::NotNow:
        return u"Free parts of the database's file may still hold some of it: at a quiet hour, run \"sightline-hub erase scrub\"."_s;
    case CouncilStore::Scrubbed::NotOurs:
        return u"The server's files may still hold some of it: its administrator runs VACUUM FULL on op, record, file and file_chunk (OPERATING.md)."_s;
    }
    Q_UNREACHABLE();
}

QString scrubbedWord(CouncilStore::Scrubbed scrubbed)
{
    return scrubbed == CouncilStore::Scrubbed::Whole ? u"whole"_s : scrubbed == CouncilStore::Scrubbed::NotNow ? u"not now"_s : u"not ours"_s;
}

} // namespace

Result<void> eraseAskCommand(const HubPaths &paths, const EraseQuestion &question, const Console &console)
{
    if (question.reference.size() > eraseReferenceMax)
        return Error { ErrorCode::InvalidInput, u"--reference takes %1 characters at most."_s.arg(eraseReferenceMax) };
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    const auto book = RetentionBook::open(paths.retention(), hub.keys());
    const auto roots = book ? rootsOf(*opened->snapshot, question, **book, hub.service()) : Result<Roots>(book.error());
    if (!roots)
        return roots.error();
    auto asked = planCase(*opened->snapshot, **book, roots->roots, question.reason);
    if (!asked)
        return asked.error();
    Json items = Json::array(), left = Json::array(), holds = Json::array();
    for (const ErasedItem &item : asked->plan.items)
        items.append(erasedItemJson(item));
    for (const ErasedItem &item : roots->left)
        left.append(erasedItemJson(item));
    for (const LegalHold &hold : asked->holds)
        holds.append(hold.id);
    QStringList lines = askedLines(*asked, *roots);
    const bool isAsked = !question.tryOnly && asked->holds.isEmpty();
    if (isAsked) {
        asked->asked.id = asked->asked.order.id = QString::fromLatin1(hub.random().bytes(erasureIdBytes).toHex());
        asked->asked.order.reason = question.reason;
        asked->asked.reference = asked->asked.order.reference = question.reference;
        asked->asked.askedBy = administrator();
        asked->asked.askedMs = hub.clock().now().msSinceEpoch;
        if (const auto noted = (*book)->ask(asked->asked); !noted)
            return noted;
        lines.append(u"Asked for as %1. Nothing was erased. Two people have to approve it: erase approve %1 --by USER --code-file FILE"_s.arg(asked->asked.id));
    } else {
        lines.append(asked->holds.isEmpty() ? u"Nothing was asked for."_s : u"Nothing was asked for: what is on hold is never erased."_s);
    }
    Json json = eraseCaseJson(asked->asked);
    json.set(u"asked_for"_s, isAsked);
    json.set(u"files"_s, qint64(asked->plan.files.size()));
    json.set(u"items"_s, items);
    json.set(u"left"_s, left);
    json.set(u"holds"_s, holds);
    return console.answer(json, lines.join(u'\n'));
}

Result<void> eraseApproveCommand(const HubPaths &paths, const QString &id, const QString &by, const QString &codeFile, const Console &console)
{
    const auto code = secretOfFile(codeFile);
    const auto opened = code ? openedNow(paths) : Result<OpenedNow>(code.error());
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    const PersonId person(by);
    if (const auto here = checkIsHere(hub, person); !here)
        return here;
    const auto approvers = RecoveryBook::open(paths.recovery(), hub.keys());
    const auto proven = approvers ? (*approvers)->prove(person, *code) : Result<void>(approvers.error());
    if (!proven)
        return proven;
    const auto book = RetentionBook::open(paths.retention(), hub.keys());
    const auto asked = book ? (*book)->erasure(id) : Result<ErasureCase>(book.error());
    const auto plan = asked && !asked->begunMs ? planErasure(*opened->snapshot, asked->roots) : Result<ErasurePlan>(ErasurePlan {});
    if (!asked || !plan)
        return asked ? plan.error() : asked.error();
    const bool isTheirs =
        std::any_of(plan->items.cbegin(), plan->items.cend(), [&person](const ErasedItem &item) { return item.author == person || item.observed == person; });
    if (isTheirs)
        return Error { ErrorCode::NotAllowed, u"Nobody approves the erasing of what they wrote, or of what is about them. Ask two others."_s };
    const auto approved = (*book)->approve(id, person, hub.clock().now().msSinceEpoch);
    if (!approved)
        return approved.error();
    const qsizetype missing = erasureApprovalsNeeded - approved->approvals.size();
    return console.answer(eraseCaseJson(*approved),
                          missing > 0 ? u"Approved. %1 more person has to."_s.arg(missing) : u"Approved. To erase it for good: erase carry-out %1"_s.arg(id));
}

Result<void> eraseCarryOutCommand(const HubPaths &paths, const QString &id, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    const auto book = hub ? RetentionBook::open(paths.retention(), (*hub)->keys()) : Result<std::unique_ptr<RetentionBook>>(hub.error());
    if (!book)
        return book.error();
    const auto carried = carryOut(**hub, **book, id, administrator());
    if (!carried)
        return carried.error();
    Json json = eraseCaseJson(carried->done);
    json.set(u"scrubbed"_s, scrubbedWord(carried->scrubbed));
    return console.answer(json,
                          u"Erased for good: %1, %2. Devices drop them at their next contact. %3\nBackups made before today hold them until "
                          "they are thrown away; restoring one erases them again. The receipt: erase receipt %4"_s.arg(
                              numberOfRecords(carried->done.order.records.size()), numberOfOperations(carried->done.order.operations.size()),
                              scrubbedText(carried->scrubbed), id));
}

Result<void> eraseListCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    const auto book = hub ? RetentionBook::open(paths.retention(), (*hub)->keys()) : Result<std::unique_ptr<RetentionBook>>(hub.error());
    if (!book)
        return book.error();
    Json all = Json::array();
    QStringList lines;
    for (const ErasureCase &one : (*book)->cases()) {
        all.append(eraseCaseJson(one));
        lines.append(eraseCaseText(one));
    }
    return console.answer(Json::object({ { u"erasures"_s, all } }), lines.isEmpty() ? u"Nobody has asked for anything to be erased."_s : lines.join(u'\n'));
}

Result<void> eraseShowCommand(const HubPaths &paths, const QString &id, const Console &console)
{
    const auto opened = openedNow(paths);
    const auto book = opened ? RetentionBook::open(paths.retention(), opened->hub->keys()) : Result<std::unique_ptr<RetentionBook>>(opened.error());
    const auto one = book ? (*book)->erasure(id) : Result<ErasureCase>(book.error());
    if (!one)
        return one.error();
    const auto plan = planErasure(*opened->snapshot, one->roots);
    if (!plan && plan.error().code != ErrorCode::NotFound)   // it is erased: its ids are left
        return plan.error();
    QHash<RecordId, ErasedItem> present;
    for (const ErasedItem &item : plan ? plan->items : QList<ErasedItem>())
        present.insert(item.record.id, item);
    QList<ErasedItem> items;
    for (const ErasedRecord &record : one->order.records)
        items.append(present.value(record.id, ErasedItem { record }));
    for (const RecordId &notice : one->order.notices) {
        ErasedItem item { { notice, recordTypeName(RecordType::Notice), {} } };
        item.isNotice = true;
        items.append(present.value(notice, item));
    }
    Json json = eraseCaseJson(*one), itemsJson = Json::array();
    QStringList lines { eraseCaseText(*one) };
    for (const ErasedItem &item : std::as_const(items)) {
        itemsJson.append(erasedItemJson(item));
        lines.append(erasedItemText(item));
    }
    json.set(u"items"_s, itemsJson);
    return console.answer(json, lines.join(u'\n'));
}

Result<void> eraseReceiptCommand(const HubPaths &paths, const QString &id)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    const auto book = hub ? RetentionBook::open(paths.retention(), (*hub)->keys()) : Result<std::unique_ptr<RetentionBook>>(hub.error());
    const auto one = book ? (*book)->erasure(id) : Result<ErasureCase>(book.error());
    if (!one)
        return one.error();
    if (!one->isDone())
        return Error { ErrorCode::NotFound, u"Erasure %1 was not carried out, so there is no receipt."_s.arg(id) };
    return Console::write(writePrettyJson(one->receipt));
}

Result<void> eraseVerifyCommand(const HubPaths &paths, const QString &path, const Console &console)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::InvalidInput, u"The file \"%1\" cannot be read: %2."_s.arg(path, file.errorString()) };
    const auto receipt = parseJson(file.readAll(), { .bytesMax = receiptBytesMax });
    if (!receipt)
        return Error { ErrorCode::InvalidInput, u"The file \"%1\" holds no receipt."_s.arg(path) };
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    const auto problems = verifyReceipt(*opened->snapshot, opened->hub->keys(), *receipt);
    if (!problems)
        return problems.error();
    if (!problems->isEmpty())
        return Error { ErrorCode::Corrupt, u"The receipt does not verify: %1."_s.arg(problems->join(u"; "_s)) };
    return console.answer(Json::object({ { u"ok"_s, true }, { u"erasure"_s, (*receipt)[u"erasure"_s] } }),
                          u"The receipt is this hub's, the audit trail tells of the same list, and nothing that it lists is here."_s);
}

Result<void> eraseScrubCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    const auto scrubbed = hub ? (*hub)->store().scrub(true) : Result<CouncilStore::Scrubbed>(hub.error());
    if (!scrubbed)
        return scrubbed.error();
    return console.answer(Json::object({ { u"scrubbed"_s, scrubbedWord(*scrubbed) } }), scrubbedText(*scrubbed));
}

} // namespace sightline::hub
