// What `check` and `backup` prove: the records are what the log makes of them, and none is missing.
#include "core/base/digest.h"
#include "core/records/published.h"
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
        const auto checked = selfCheck(**snapshot, builtIn());
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

TEST_F(SelfCheckTest, AnEntryTooFewAndOneTooManyAreNamed)
{
    auto a = device(u"a"_s), tm = device(u"tm"_s);
    const Operation made = a.create(visit(u"a"_s)), draft = a.create(visit(u"a"_s, RecordState::Draft));
    a.sync({ made, draft });
    ASSERT_EQ(check().problem, QString());
    // Into a scope or out of it, with count and digest to match: as if it had always been so.
    const auto move = [&](const RecordId &id, const QString &name, bool isPresent) {
        change([&](HubTransaction &transaction) {
            const RecordRow row = **transaction.record(id);
            const QByteArray share = wire::digestContribution(name, id, row.rev, row.hash);
            ScopeRow scope = *transaction.scope(name);
            scope.count += isPresent ? 1 : -1;
            scope.digest = isPresent ? wire::addDigests(scope.digest, share) : wire::subtractDigests(scope.digest, share);
            ASSERT_TRUE(transaction.setScope(name, scope));
            ASSERT_TRUE(transaction.setEntry({ name, id, row.seq, isPresent }));
        });
    };
    const auto entries = [&] { return *(*store->snapshot())->entriesOf(made.record); };
    ASSERT_GE(entries().size(), 2);
    for (const Entry &entry : entries()) {
        move(made.record, entry.scope, false);
        EXPECT_EQ(check().problem, u"record %1 is missing from scope %2, whose people should have it"_s.arg(made.record.toString(), entry.scope));
        move(made.record, entry.scope, true);
        ASSERT_EQ(check().problem, QString());
    }
    // A draft is its author's alone; a fact would be the service's, a visit never is.
    for (const auto &[id, scope] : { std::pair(draft.record, u"lead:north"_s), std::pair(made.record, u"service:early"_s) }) {
        move(id, scope, true);
        EXPECT_EQ(check().problem, u"record %1 is in scope %2, whose people should not have it"_s.arg(id.toString(), scope));
        move(id, scope, false);
        ASSERT_EQ(check().problem, QString());
    }
}

/// A form whose readers change: what was written before keeps the readers it was given, and that is not wrong.
TEST_F(SelfCheckTest, ScopesAreJudgedByTheFormsOfTheirTime)
{
    auto a = device(u"a"_s);
    const Operation before = a.create(visit(u"a"_s));
    a.sync({ before });
    PublishedForm form;
    form.form = before.head->form;
    form.title = u"Home visit"_s;
    form.questionnaire = QByteArrayLiteral("{}");
    form.visibility = { { u"author"_s }, { u"author"_s } };
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, form.form), publishedFormBody(form) } }));
    const Operation after = a.create(visit(u"a"_s));
    a.sync({ after });
    {
        const auto snapshot = store->snapshot();
        EXPECT_GT((*snapshot)->entriesOf(before.record)->size(), (*snapshot)->entriesOf(after.record)->size());
    }
    EXPECT_EQ(check().problem, QString());
}

TEST_F(SelfCheckTest, AFileThatIsSaidToBeWholeAndIsNotIsFound)
{
    const QByteArray bytes("a picture");
    const FileRow file { sha256(bytes), PersonId(u"a"_s), bytes.size(), u"image/png"_s, 1, 1 };
    change([&](HubTransaction &transaction) {
        ASSERT_TRUE(transaction.setChunk(file.sha, file.person, 0, { bytes, 0, {} }));
        ASSERT_TRUE(transaction.setFile(file));
    });
    EXPECT_EQ(check().problem, QString());
    EXPECT_EQ(check().files, 1);
    const FileRow gone { sha256("another"), file.person, 7, file.mime, 1, 1 };
    change([&](HubTransaction &transaction) { ASSERT_TRUE(transaction.setFile(gone)); });
    EXPECT_TRUE(check().problem.contains(toHex(gone.sha))) << qPrintable(check().problem);
}

} // namespace
