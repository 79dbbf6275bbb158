#include "sync/hub/service/accept_push.h"

#include "core/base/digest.h"
#include "sync/hub/service/hub_files.h"
#include "sync/hub/service/judge.h"
#include "sync/hub/service/notice.h"
#include "sync/protocol/limits.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

const wire::Control forked { wire::Control::Kind::Forked, 0 };

/// One push on its way through: the stream as it goes, and what has been answered.
class Push {
public:
    Push(Ledger &ledger, const Caller &caller, StreamState stream) : m_ledger(ledger), m_caller(caller), m_stream(std::move(stream)) { }

    [[nodiscard]] Result<PushResult> run(const wire::SyncRequest &request);

private:
    [[nodiscard]] Result<void> expectNew(const wire::SyncRequest &request);
    [[nodiscard]] Result<void> takeOne(const wire::NumberedOperation &numbered, const QByteArray &previous, const QByteArray &link, const QByteArray &bytes);
    [[nodiscard]] Result<bool> acknowledgeKnown(const wire::NumberedOperation &numbered, const QByteArray &link);
    [[nodiscard]] Result<std::optional<qint64>> storedBefore(const Operation &operation, const QByteArray &bytes, bool &idIsTaken);
    [[nodiscard]] Result<std::optional<qint64>> erasedBefore(const Operation &operation, const QByteArray &bytes);
    [[nodiscard]] Result<qint64> logAndJudge(const Operation &operation, const QByteArray &bytes, bool idIsTaken, Outcome &outcome);
    [[nodiscard]] Result<Outcome> outcomeAt(qint64 seq);
    [[nodiscard]] bool isOver() const { return m_result.control.kind != wire::Control::Kind::None; }

    Ledger &m_ledger;
    const Caller &m_caller;
    StreamState m_stream;
    PushResult m_result;
};

Result<Outcome> Push::outcomeAt(qint64 seq)
{
    const auto outcomes = m_ledger.transaction().outcomesOf(seq);
    if (!outcomes)
        return outcomes.error();
    if (outcomes->isEmpty())
        return Error { ErrorCode::Corrupt, u"Operation %1 of the log has no outcome."_s.arg(seq) };
    return outcomeFromName(outcomes->last().name, outcomes->last().fields);
}

/// A number taken before is answered as it was, or shows that two copies of one installation use it (R3).
Result<bool> Push::acknowledgeKnown(const wire::NumberedOperation &numbered, const QByteArray &link)
{
    if (numbered.number > m_stream.last)
        return false;   // `last` is written with the numbers themselves
    const auto taken = m_ledger.transaction().takenNumber(m_stream.id, numbered.number);
    if (!taken)
        return taken.error();
    if (!*taken || !m_ledger.rules().numbersAreOnce)
        return false;
    if ((*taken)->chain != link && m_ledger.rules().forksAreNoticed) {
        m_result.control = forked;
        return true;
    }
    auto outcome = outcomeAt((*taken)->seq);
    if (!outcome)
        return outcome.error();
    m_result.acks.append({ numbered.number, (*taken)->seq, std::move(*outcome) });
    return true;
}

/// An operation renumbered after a fork or a restore keeps its id: it is stored once (R14). Another person's id, or other
/// content under a known id, is no such thing, and says nothing about what is stored.
Result<std::optional<qint64>> Push::storedBefore(const Operation &operation, const QByteArray &bytes, bool &idIsTaken)
{
    const auto stored = m_ledger.transaction().operation(operation.id);
    if (!stored)
        return stored.error();
    if (!*stored)
        return erasedBefore(operation, bytes);
    idIsTaken = true;
    const bool hasTheBytes = (*stored)->isErased() ? (*stored)->digest == sha256(bytes) : (*stored)->bytes == bytes;
    const bool isTheSame = (*stored)->person == m_caller.person && hasTheBytes;
    if (!isTheSame || !m_ledger.rules().numbersAreOnce)
        return std::optional<qint64>();
    return std::optional((*stored)->seq);
}

/// An operation that was erased by law, offered to a hub that was restored from before it came: its number is taken and its words are not.
Result<std::optional<qint64>> Push::erasedBefore(const Operation &operation, const QByteArray &bytes)
{
    if (m_ledger.state().erasures == 0)
        return std::optional<qint64>();
    const auto erased = m_ledger.transaction().erasedOperation(operation.id);
    if (!erased)
        return erased.error();
    if (!*erased || (*erased)->first != sha256(bytes))
        return std::optional<qint64>();
    const auto seq = m_ledger.logErased(operation, m_stream.id, m_caller.person, (*erased)->first);
    if (!seq)
        return seq.error();
    if (const auto settled = m_ledger.settle(*seq, *seq, {}); !settled)
        return settled.error();
    return std::optional(*seq);
}

Result<qint64> Push::logAndJudge(const Operation &operation, const QByteArray &bytes, bool idIsTaken, Outcome &outcome)
{
    Operation kept = operation;
    if (idIsTaken) {
        const QByteArray place = m_stream.id.toBytes() + m_stream.chain;
        kept.id = OperationId(QUuid::createUuidV5(operation.id.raw(), place));
    }
    const auto seq = m_ledger.log(kept, m_stream.id, m_caller.person, bytes);
    if (!seq)
        return seq.error();
    // Before it is judged: a signature asks whether the files are here.
    if (const auto named = nameFiles(m_ledger, bytes, m_caller.person, kept.record); !named)
        return named.error();
    const Submission submission { kept, m_caller.person, *seq };
    const bool impostor = idIsTaken && m_ledger.rules().numbersAreOnce;
    if (impostor) {
        outcome = { Outcome::Code::Held, QString::fromUtf16(held::exists), {} };
        if (const auto settled = m_ledger.settle(*seq, *seq, outcome); !settled)
            return settled.error();
        // Held as any other work (decisions 8): its author and their lead hear of it.
        const auto told = m_ledger.rules().noticesAreWritten ? writeNotice(m_ledger, submission, outcome) : Result<void>();
        if (!told)
            return told.error();
        return seq;
    }
    const auto standing = m_caller.access == Caller::Access::Full ? Standing::InGoodStanding : Standing::Disabled;
    auto judged = Judge(m_ledger).take(submission, standing);
    if (!judged)
        return judged.error();
    outcome = std::move(*judged);
    return seq;
}

Result<void> Push::takeOne(const wire::NumberedOperation &numbered, const QByteArray &previous, const QByteArray &link, const QByteArray &bytes)
{
    const auto known = acknowledgeKnown(numbered, link);
    if (!known)
        return known.error();
    if (*known)
        return {};
    const HubRules &rules = m_ledger.rules();
    if (numbered.number != m_stream.last + 1 && rules.numbersAreInOrder && rules.numbersAreOnce) {
        m_result.control = { wire::Control::Kind::ResendFrom, m_stream.last + 1 };
        return {};
    }
    if (previous != m_stream.chain && rules.chainIsChecked && rules.numbersAreInOrder) {
        m_result.control = forked;
        return {};
    }

    bool idIsTaken = false;
    const auto before = storedBefore(numbered.operation, bytes, idIsTaken);
    if (!before)
        return before.error();
    Outcome outcome;
    auto seq = *before ? Result<qint64>(**before) : logAndJudge(numbered.operation, bytes, idIsTaken, outcome);
    if (!seq)
        return seq.error();
    if (*before) {
        auto earlier = outcomeAt(**before);
        if (!earlier)
            return earlier.error();
        outcome = std::move(*earlier);
    }
    if (const auto taken = m_ledger.transaction().takeNumber(m_stream.id, numbered.number, { *seq, link }); !taken)
        return taken.error();
    m_stream.last = std::max(m_stream.last, numbered.number);
    m_stream.chain = link;
    m_result.acks.append({ numbered.number, *seq, outcome });
    return {};
}

/// What is new in a push is mostly new to the records too: that is found out for all of it at once.
Result<void> Push::expectNew(const wire::SyncRequest &request)
{
    Expected expected;
    for (const wire::NumberedOperation &numbered : request.operations) {
        if (numbered.number <= m_stream.last)
            continue;
        expected.operations.append(numbered.operation.id);
        if (numbered.operation.kind != OperationKind::Create)
            continue;
        expected.records.append(numbered.operation.record);
        expected.parkedFor.append(recordKey(numbered.operation.record));
    }
    return expected.operations.isEmpty() ? Result<void>() : m_ledger.transaction().expect(expected);
}

Result<PushResult> Push::run(const wire::SyncRequest &request)
{
    if (request.acked > m_stream.last && m_ledger.rules().lostHistoryIsNoticed) {
        m_result.control = { wire::Control::Kind::ResendFrom, m_stream.last + 1 };
        return m_result;
    }
    if (const auto expected = expectNew(request); !expected)
        return expected.error();
    QByteArray chain = request.previousChain;
    for (const wire::NumberedOperation &numbered : request.operations) {
        const auto bytes = operationBytes(numbered.operation);
        if (!bytes)
            return bytes.error();
        if (bytes->size() > wire::operationBytesMax)
            return Error { ErrorCode::TooLarge, u"Operation %1 of a push is larger than %2 bytes."_s.arg(numbered.number).arg(wire::operationBytesMax) };
        const QByteArray link = chainLink(chain, *bytes);
        if (const auto taken = takeOne(numbered, chain, link, *bytes); !taken)
            return taken.error();
        if (isOver())
            break;
        chain = link;
    }
    m_stream.seenAtMs = m_ledger.now().msSinceEpoch;
    if (const auto kept = m_ledger.transaction().setStream(m_stream); !kept)
        return kept.error();
    return m_result;
}

} // namespace

bool isAheadOf(const wire::SyncRequest &request, const HubState &state)
{
    const auto isAhead = [&state](qint64 cursor) { return cursor > state.seq; };
    return request.epoch == state.epoch && std::any_of(request.cursors.cbegin(), request.cursors.cend(), isAhead);
}

Result<PushResult> acceptOperations(Ledger &ledger, const wire::SyncRequest &request, const Caller &caller)
{
    if (request.operations.size() > wire::operationsPerPushMax)
        return Error { ErrorCode::TooLarge, u"A push holds more than %1 operations."_s.arg(wire::operationsPerPushMax) };
    if (request.epoch != ledger.state().epoch && ledger.rules().epochIsChecked)
        return PushResult {};   // R2: first it learns of this history
    const auto stream = ledger.transaction().stream(request.stream);
    if (!stream)
        return stream.error();
    if (*stream && (*stream)->installation != caller.installation)
        return PushResult { {}, forked, {} };   // R17: it opens a stream of its own, and learns nothing of this one
    const StreamState fresh { request.stream, caller.installation, caller.person, 0, chainStart(), 0 };
    return Push(ledger, caller, *stream ? **stream : fresh).run(request);
}

} // namespace sightline::hub
