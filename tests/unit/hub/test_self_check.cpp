// What `check` and `backup` prove: the records are what the log makes of them, and none is missing.
#include "core/base/digest.h"
#include "sync/hub/ops/self_check.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

class SelfCheckTest : public HubTest {
protected:
    [[nodiscard]] SelfCheck check() const
    {
        const auto snapshot = store->snapshot();
        const auto checked = selfCheck(**snapshot);
        EXPECT_TRUE(checked) << (checked ? "" : qPrintable(checked.error().detail));
        return checked ? *checked : SelfCheck();
    }
    template <typename Work>
    void change(Work work)
    {
        auto transaction = store->begin();
        work(**transaction);
        ASSERT_TRUE((*transaction)->commit());
    }
    /// Another body under @p id, with hash, counts and digests to match: as if the log had never said otherwise.
    void forge(const RecordId &id, const RecordBody &body, qint64 seqBack = 0)
    {
        change([&](HubTransaction &transaction) {
            RecordRow row = **transaction.record(id);
            const auto entries = transaction.entriesOf(id);
            for (const Entry &entry : *entries) {
                ScopeRow scope = *transaction.scope(entry.scope);
                scope.digest = wire::subtractDigests(scope.digest, wire::digestContribution(entry.scope, id, row.rev, row.hash));
                scope.digest = wire::addDigests(scope.digest, wire::digestContribution(entry.scope, id, row.rev, sha256(*bodyBytes(body))));
                ASSERT_TRUE(transaction.setScope(entry.scope, scope));
            }
            row.body = *bodyBytes(body);
            row.hash = sha256(row.body);
            row.seq -= seqBack;
            ASSERT_TRUE(transaction.setRecord(row));
        });
    }
};

TEST_F(SelfCheckTest, RecordsAreWhatTheLogMakesOfThemWhateverBecameOfEachOperation)
{
    auto a = device(u"a"_s), tm = device(u"tm"_s), c = device(u"c"_s);
    const Operation draft = a.create(visit(u"a"_s, RecordState::Draft));
    const Operation first = a.patch(draft.record, u"summary"_s, u"one"_s, u"A calm visit"_s);
    const Operation clashes = a.patch(draft.record, u"summary"_s, u"two"_s, u"A calm visit"_s);
    EXPECT_EQ(outcomeName(a.sync({ draft, first, clashes }).acks[2].outcome), u"conflict"_s);
    Operation resolve = a.operation(OperationKind::Resolve, draft.record);
    resolve.set = { { u"summary"_s, { u"both"_s, fieldHash(u"one"_s) } } };
    resolve.target = clashes.id;
    const Operation made = a.create(visit(u"a"_s));
    const Operation fact = a.create(*factOf(made.record, *made.head, QDate(2026, 11, 20)), factIdOf(made.record));
    EXPECT_EQ(outcomeName(a.sync({ resolve, fact, made }).acks[1].outcome), u"waiting"_s);
    Operation voided = a.operation(OperationKind::Void, made.record);
    voided.reason = u"The wrong child"_s;
    a.sync({ voided });
    // Held, then adopted by the lead; held, then left out.
    a.caller.access = Caller::Access::PushOnly;
    const Operation late = a.create(visit(u"a"_s)), dismissed = a.create(visit(u"a"_s));
    a.sync({ late, dismissed });
    Operation adopt = tm.operation(OperationKind::Adopt, late.record), dismiss = tm.operation(OperationKind::Dismiss, dismissed.record);
    adopt.target = late.id;
    dismiss.target = dismissed.id;
    dismiss.reason = u"Twice"_s;
    for (const wire::Ack &ack : tm.sync({ adopt, dismiss }).acks)
        EXPECT_EQ(outcomeName(ack.outcome), u"applied"_s);
    Operation unreadable = c.operation(OperationKind::Unknown, newId<RecordId>(clock, random));
    unreadable.kindName = u"annotate"_s;
    c.sync({ unreadable });
    const SelfCheck checked = check();
    EXPECT_EQ(checked.problem, QString());
    EXPECT_GE(checked.records, 12);
}

TEST_F(SelfCheckTest, ABodyThatTheLogDoesNotGiveIsNoticedThoughItsHashAndDigestsAgree)
{
    auto a = device(u"a"_s);
    const Operation draft = a.create(visit(u"a"_s, RecordState::Draft));
    a.sync({ draft });
    ASSERT_EQ(check().problem, QString());
    forge(draft.record, visit(u"a"_s, RecordState::Draft, u"Nobody wrote this"_s));
    EXPECT_EQ(check().problem, u"record %1 is not what the log makes of it"_s.arg(draft.record.toString()));
}

TEST_F(SelfCheckTest, AnOlderRowAndALostOneAreNoticed)
{
    auto a = device(u"a"_s);
    const Operation draft = a.create(visit(u"a"_s, RecordState::Draft));
    a.sync({ draft });
    forge(draft.record, visit(u"a"_s, RecordState::Draft), 1);
    EXPECT_EQ(check().problem, u"record %1 is older than the log"_s.arg(draft.record.toString()));
    forge(draft.record, visit(u"a"_s, RecordState::Draft), -1);
    ASSERT_EQ(check().problem, QString());

    const Operation lost = a.create(visit(u"a"_s));
    change([&](HubTransaction &transaction) {
        HubState state = *transaction.state();
        const QByteArray bytes = *operationBytes(lost);
        state.seq += 1;
        state.chain = chainLink(state.chain, bytes);
        ASSERT_TRUE(transaction.appendOperation({ state.seq, lost.id, a.m_stream, a.caller.person, lost.record, u"create"_s, 0, 0, bytes, state.chain }));
        ASSERT_TRUE(transaction.appendOutcome({ state.seq, state.seq, u"applied"_s, {} }));
        ASSERT_TRUE(transaction.setState(state));
    });
    EXPECT_EQ(check().problem, u"record %1 is missing: the log has it"_s.arg(lost.record.toString()));
}

} // namespace
