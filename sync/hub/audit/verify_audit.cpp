#include "sync/hub/audit/verify_audit.h"

#include "core/operations/operation.h"
#include "sync/hub/audit/audit_entry.h"
#include "sync/hub/audit/audit_head.h"
#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/store/log_chain.h"

#include <QSet>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsAtATime = 500;
/// One wrong line usually makes every later one wrong: more than this many say nothing new.
constexpr qsizetype problemsMax = 20;

/// One reading of everything, in the order of the heads: a chain is compared at the places that heads name.
class AuditReading {
public:
    AuditReading(HubSnapshot &snapshot, const IsSigned &isSigned) : m_snapshot(snapshot), m_isSigned(isSigned) { }

    Result<AuditCheck> run(const std::optional<HistoryMark> &witness)
    {
        const auto state = m_snapshot.state();
        if (!state)
            return state.error();
        if (witness && witness->epoch == state->epoch)
            m_witness = witness;
        if (const auto read = readHeads(); !read)
            return read.error();
        if (const auto read = readLines(*state); !read)
            return read.error();
        if (const auto read = readLog(*state); !read)
            return read.error();
        const qint64 signedLines = m_heads.isEmpty() ? 0 : m_heads.last().auditN;
        const qint64 signedOperations = m_heads.isEmpty() ? 0 : m_heads.last().seq;
        m_check.heads = m_heads.size();
        m_check.afterHead = qMax<qint64>(0, m_check.lines - signedLines) + qMax<qint64>(0, state->seq - signedOperations);
        return m_check;
    }

private:
    void wrong(const QString &problem)
    {
        if (m_check.problems.size() < problemsMax)
            m_check.problems.append(problem);
    }

    Result<void> readHeads()
    {
        for (qint64 after = 0;;) {
            const auto some = m_snapshot.auditHeadsAfter(after, rowsAtATime);
            if (!some)
                return some.error();
            for (const AuditHeadRow &head : *some) {
                if (head.n != m_heads.size() + 1)
                    wrong(u"head %1 is missing"_s.arg(m_heads.size() + 1));
                if (!m_isSigned(auditHeadBytes(head), head.signature))
                    wrong(u"head %1 is not signed by this hub"_s.arg(head.n));
                if (!m_heads.isEmpty() && head.auditN < m_heads.last().auditN)
                    wrong(u"head %1 says less than the one before it"_s.arg(head.n));
                m_heads.append(head);
                after = head.n;
            }
            if (some->size() < rowsAtATime)
                return {};
        }
    }

    Result<void> readLines(const HubState &state)
    {
        QByteArray chain;
        qint64 last = 0;
        auto head = m_heads.cbegin();
        const auto compareWithHeads = [&] {
            for (; head != m_heads.cend() && head->auditN == last; ++head) {
                if (head->auditChain != chain)
                    wrong(u"line %1 is not what head %2 signed"_s.arg(last).arg(head->n));
            }
        };
        compareWithHeads();
        for (;;) {
            const auto some = m_snapshot.auditAfter(last, rowsAtATime);
            if (!some)
                return some.error();
            for (const AuditRow &row : *some) {
                if (row.n != last + 1)
                    wrong(u"line %1 is missing"_s.arg(last + 1));
                chain = auditLink(chain, row.line);
                const auto entry = readAuditLine(row.line);
                const bool saysItself = entry && auditLine(row.n, Instant { row.atMs }, *entry) == row.line;   // and so does what is beside it
                if (entry && entry->action == AuditAction::HeadSigned)
                    m_headsTold = qMax(m_headsTold, entry->about.value(u"head"_s).toInteger());
                if (entry && entry->action == AuditAction::Erased)
                    m_erasuresTold.insert(entry->about.value(u"erasure"_s).toString());
                if (row.chain != chain || !saysItself)
                    wrong(u"line %1 was changed, or one before it"_s.arg(row.n));
                chain = row.chain;   // so that one wrong line is told once
                last = row.n;
                ++m_check.lines;
                if (m_witness && m_witness->auditN == last)
                    m_witnessAgrees = m_witness->auditChain == chain;
                compareWithHeads();
            }
            if (some->size() < rowsAtATime)
                break;
        }
        if (state.auditN != last || state.auditChain != chain)
            wrong(u"the trail ends at line %1; the council's row says %2"_s.arg(last).arg(state.auditN));
        if (head != m_heads.cend())
            wrong(u"head %1 signed line %2, and the trail ends at %3"_s.arg(head->n).arg(head->auditN).arg(last));
        const qint64 headsKnown = qMax(m_headsTold, m_witness ? m_witness->heads : 0);
        if (headsKnown > m_heads.size())
            wrong(u"head %1 is missing"_s.arg(headsKnown));
        if (state.auditHeads != m_heads.size())
            wrong(u"there are %1 heads; the council's row says %2"_s.arg(m_heads.size()).arg(state.auditHeads));
        if (m_witness && m_witness->auditN > 0 && !m_witnessAgrees)
            wrong(u"the file beside the keys knows line %1 otherwise than it is here, or it is not here"_s.arg(m_witness->auditN));
        return {};
    }

    /// Words are missing by an erasure alone, which the trail tells of.
    Result<void> checkErased(const LoggedOperation &logged)
    {
        if (!logged.isErased()) {
            if (logged.bytes.isEmpty())
                wrong(u"operation %1 is without its words"_s.arg(logged.seq));
            return {};
        }
        ++m_check.erased;
        const auto erased = m_snapshot.erasedOperation(logged.id);
        if (!erased)
            return erased.error();
        if (!*erased || (*erased)->first != logged.digest || !m_erasuresTold.contains((*erased)->second) || !logged.bytes.isEmpty())
            wrong(u"operation %1 is without its words, and no erasure that this trail tells of took them"_s.arg(logged.seq));
        return {};
    }

    Result<void> readLog(const HubState &state)
    {
        QByteArray chain = chainStart();
        // A late outcome takes a seq too, so between two operations numbers may be missing; each head names a seq that was the newest.
        auto head = m_heads.cbegin();
        for (; head != m_heads.cend() && head->seq == 0; ++head) {
            if (head->chain != chain && !head->chain.isEmpty())
                wrong(u"head %1 signed a log that had not begun otherwise"_s.arg(head->n));
        }
        for (qint64 seq = 1; seq <= state.seq; ++seq) {
            const auto logged = m_snapshot.operationAt(seq);
            if (!logged)
                return logged.error();
            if (*logged) {
                chain = chainAfter(chain, **logged);
                if ((*logged)->chain != chain)
                    wrong(u"operation %1 was changed, or one before it"_s.arg(seq));
                chain = (*logged)->chain;
                ++m_check.operations;
                if (const auto lawful = checkErased(**logged); !lawful)
                    return lawful;
            }
            if (m_witness && m_witness->seq == seq && !m_witness->chain.isEmpty() && m_witness->chain != chain)
                wrong(u"the file beside the keys knows operation %1 otherwise than it is here"_s.arg(seq));
            for (; head != m_heads.cend() && head->seq <= seq; ++head) {
                if (head->seq == seq && head->chain != chain)
                    wrong(u"operation %1 is not what head %2 signed"_s.arg(seq).arg(head->n));
            }
        }
        if (state.chain != chain)
            wrong(u"the log ends before the council's chain does"_s);
        if (head != m_heads.cend())
            wrong(u"head %1 signed operation %2, and the log ends at %3"_s.arg(head->n).arg(head->seq).arg(state.seq));
        return {};
    }

    HubSnapshot &m_snapshot;
    const IsSigned &m_isSigned;
    std::optional<HistoryMark> m_witness;   // of this history
    bool m_witnessAgrees = false;
    qint64 m_headsTold = 0;      // the highest that a line tells of
    QList<AuditHeadRow> m_heads;
    QSet<QString> m_erasuresTold;
    AuditCheck m_check;
};

} // namespace

Result<AuditCheck> verifyAudit(HubSnapshot &snapshot, const IsSigned &isSigned, const std::optional<HistoryMark> &witness)
{
    return AuditReading(snapshot, isSigned).run(witness);
}

Result<bool> isTrailAsKnown(HubSnapshot &snapshot, const std::optional<HistoryMark> &witness)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    if (!witness || witness->epoch != state->epoch || witness->auditN == 0)
        return true;
    const auto line = snapshot.auditAfter(witness->auditN - 1, 1);
    if (!line)
        return line.error();
    return line->size() == 1 && line->first().n == witness->auditN && line->first().chain == witness->auditChain;
}

} // namespace sightline::hub
