// Edge cases of the protocol that no other test shows by itself (sync/protocol/PROTOCOL.md, section 10).
#include "sync/hub/store/sqlite_hub_store.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"
#include "tests/support/memory_vfs.h"
#include "tests/unit/hub/hub_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <vector>

using namespace sightline;
using namespace sightline::hub;

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000, yearMs = 365 * dayMs;

class EdgeCaseTest : public HubTest {
protected:
    /// Options of a hub whose form T09 moves a record from its team to @p completed when it is completed.
    static HubOptions movingTo(const QStringList &completed)
    {
        HubOptions options;
        options.visibility = builtIn();
        options.visibility.insert(u"T09"_s, { { u"team"_s }, completed });
        return options;
    }
    static RecordBody moving(const QString &author)
    {
        RecordBody body = visit(author, RecordState::Draft);
        body.form = u"T09@1.0"_s;
        return body;
    }
    static Operation completionOf(const TestDevice &device, const RecordId &record)
    {
        Operation complete = device.operation(OperationKind::Complete, record);
        complete.bodyHash = bodyHash(device.row(record)->body);
        return complete;
    }
    /// One page of @p limit rows, stored.
    static bool pullPage(HubService &from, TestDevice &device, int limit)
    {
        wire::SyncRequest pull = device.request();
        pull.limit = limit;
        const auto answer = from.sync(pull, device.caller);
        EXPECT_TRUE(answer);
        device.take(pull, *answer);
        return answer->more;
    }
    /// At rest @p device holds exactly what the hub says is in its scopes.
    static void expectWhole(const TestDevice &device)
    {
        EXPECT_FALSE(device.scopes.isEmpty());
        for (auto it = device.scopes.cbegin(); it != device.scopes.cend(); ++it) {
            EXPECT_EQ(it->count, device.heldIn(it.key()).count) << qPrintable(it.key());
            EXPECT_EQ(it->digest, device.heldIn(it.key()).digest) << qPrintable(it.key());
        }
    }
    static QString said(const TestDevice &device, const RecordId &record)
    {
        const auto body = device.body(record);
        return body ? body->answers.value(u"summary"_s).toString() : QString();
    }
    static QStringList outcomesOf(const wire::SyncAnswer &answer)
    {
        QStringList names;
        for (const wire::Ack &ack : answer.acks)
            names.append(outcomeName(ack.outcome));
        return names;
    }
    /// The settling of the conflict that @p clashed came to, by somebody who saw @p saw.
    static Operation resolving(const TestDevice &device, const Operation &clashed, const QString &words, const QString &saw)
    {
        Operation resolve = device.patch(clashed.record, u"summary"_s, words, saw);
        resolve.kind = OperationKind::Resolve;
        resolve.kindName = u"resolve"_s;
        resolve.target = clashed.id;
        return resolve;
    }
};

/// A hub as a copy of its database brings it back.
class RestoredHub {
public:
    RestoredHub(const QString &backup, const QString &path, const Clock &clock, RandomSource &random, const HubOptions &options)
    {
        EXPECT_TRUE(QFile::copy(backup, path));
        m_store = SqliteHubStore::open({ .path = path }).value();
        hub = std::make_unique<HubService>(*m_store, clock, random, options);
        EXPECT_TRUE(hub->newEpoch());
    }
    [[nodiscard]] int timesInLog(const OperationId &id) const
    {
        const auto snapshot = m_store->snapshot();
        int times = 0;
        for (qint64 seq = 1; seq <= (*snapshot)->state()->seq; ++seq) {
            const auto logged = (*snapshot)->operationAt(seq);
            times += logged && *logged && (*logged)->id == id ? 1 : 0;
        }
        return times;
    }
    [[nodiscard]] QString epoch() const { return (*m_store->snapshot())->state()->epoch; }

private:
    std::unique_ptr<SqliteHubStore> m_store;

public:
    std::unique_ptr<HubService> hub;
};

/// A hub whose database is a file, which can be copied and brought back.
class RestoreEdgeCaseTest : public EdgeCaseTest {
protected:
    RestoreEdgeCaseTest()
    {
        hub.reset();
        auto onFile = SqliteHubStore::open({ .path = folder.filePath(u"hub.db"_s), .mayCreate = true }).value();
        file = onFile.get();
        store = std::move(onFile);
        options.visibility = builtIn();
        hub = std::make_unique<HubService>(*store, clock, random, options);
        EXPECT_TRUE(hub->begin(u"Test council"_s));
        publishCouncil();
    }
    ~RestoreEdgeCaseTest() override
    {
        hub.reset();
        store.reset();   // before the folder goes
    }
    void backUp() { ASSERT_TRUE(file->copyTo(folder.filePath(u"backup"_s), DatabaseKey::random())); }
    [[nodiscard]] RestoredHub restored(const QString &name) { return { folder.filePath(u"backup"_s), folder.filePath(name), clock, random, options }; }

    QTemporaryDir folder;
    HubOptions options;
    SqliteHubStore *file = nullptr;
};

} // namespace

// 7
TEST_F(EdgeCaseTest, AnEmptyPushTakesNothingAndNumbersNothing)
{
    auto a = device(u"a"_s);
    const auto before = state();
    for (int i = 0; i < 3; ++i) {
        const auto answer = a.sync();
        EXPECT_TRUE(answer.acks.isEmpty());
        EXPECT_EQ(answer.control, wire::Control {});
    }
    EXPECT_EQ(state(), before);
    EXPECT_EQ(outcomesOf(a.sync({ a.create(visit(u"a"_s)) })), QStringList { u"applied"_s }) << "the stream begins at 1 all the same";
}

// 14
TEST_F(EdgeCaseTest, WorkBeforeARecordThatIsHeldWaitsUntilThatIsAdopted)
{
    auto leaving = device(u"a"_s), other = device(u"a"_s);
    leaving.caller.access = Caller::Access::PushOnly;
    const Operation made = leaving.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    const Operation early = other.patch(made.record, u"summary"_s, u"early"_s, u"start"_s);
    EXPECT_EQ(outcomesOf(other.sync({ early })), QStringList { u"waiting"_s });
    EXPECT_EQ(outcomesOf(leaving.sync({ made })), QStringList { u"held:scope"_s });
    EXPECT_EQ(latestOutcome(early.id), u"waiting"_s) << "there is no record for it yet";
    auto tm = device(u"tm"_s);
    Operation adopt = tm.operation(OperationKind::Adopt, made.record);
    adopt.target = made.id;
    EXPECT_EQ(outcomesOf(tm.sync({ adopt })), QStringList { u"applied"_s });
    EXPECT_EQ(latestOutcome(made.id), u"applied"_s);
    EXPECT_EQ(latestOutcome(early.id), u"applied"_s);
    other.pullAll();
    EXPECT_EQ(said(other, made.record), u"early"_s);
}

// 20
TEST_F(EdgeCaseTest, ARecordThatChangesBetweenPagesIsHeldAsItIsAtTheEnd)
{
    auto a = device(u"a"_s);
    QList<RecordId> made;
    for (int i = 0; i < 6; ++i) {
        const Operation create = a.create(visit(u"a"_s, RecordState::Draft, u"first"_s));
        a.sync({ create });
        made.append(create.record);
    }
    TestDevice reader(*hub, clock, random, u"a"_s);
    while (!reader.row(made[1]))
        ASSERT_TRUE(pullPage(*hub, reader, 1));
    a.sync({ a.patch(made[0], u"summary"_s, u"second"_s, u"first"_s), a.patch(made[4], u"summary"_s, u"second"_s, u"first"_s) });
    while (pullPage(*hub, reader, 1)) { }
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(said(reader, made[i]), i == 0 || i == 4 ? u"second"_s : u"first"_s) << i;
    expectWhole(reader);
}

// 21
TEST_F(EdgeCaseTest, ARecordThatLeavesBetweenPagesIsNotHeldAtTheEnd)
{
    HubService other(*store, clock, random, movingTo({ u"author"_s }));
    TestDevice a(other, clock, random, u"a"_s), b(other, clock, random, u"b"_s);
    a.pullAll();
    QList<RecordId> made;
    for (int i = 0; i < 6; ++i) {
        const Operation create = a.create(moving(u"a"_s));
        a.sync({ create });
        made.append(create.record);
    }
    while (!b.row(made[1]))
        ASSERT_TRUE(pullPage(other, b, 1));
    EXPECT_TRUE(b.row(made[0]));
    a.sync({ completionOf(a, made[0]), completionOf(a, made[4]) });
    while (pullPage(other, b, 1)) { }
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(b.row(made[i]).has_value(), i != 0 && i != 4) << i;
    expectWhole(b);
}

// 28
TEST_F(EdgeCaseTest, TheLargestOperationThereIsMakesAPageThatADeviceTakes)
{
    auto a = device(u"a"_s);
    Operation largest = a.create(visit(u"a"_s, RecordState::Draft, {}));
    const qint64 room = wire::operationBytesMax - operationBytes(largest)->size();
    largest.head->answers.insert(u"summary"_s, QString(room, u'x'));
    ASSERT_EQ(operationBytes(largest)->size(), wire::operationBytesMax);
    ASSERT_EQ(outcomesOf(a.sync({ largest })), QStringList { u"applied"_s });
    // The worst a single seq can hold: a notice with the whole of an operation, and as much as one quotes of what stands in its place.
    constexpr qint64 quoted = 1024 * 1024 - 64;
    const Operation present = a.create(visit(u"a"_s, RecordState::Draft, QString(quoted, u'z')));
    ASSERT_EQ(outcomesOf(a.sync({ present })), QStringList { u"applied"_s });
    auto second = device(u"a"_s);
    Operation clash = second.patch(present.record, u"summary"_s, QString(), u"never seen"_s);
    const qint64 left = wire::operationBytesMax - operationBytes(clash)->size();
    clash.set[u"summary"_s].value = QString(left, u'y');
    ASSERT_EQ(outcomesOf(second.sync({ clash })), QStringList { u"conflict"_s });
    TestDevice reader(*hub, clock, random, u"a"_s);
    qsizetype largestPage = 0;
    for (bool more = true; more;) {
        wire::SyncRequest pull = reader.request();
        pull.limit = wire::rowsPerPageMax;
        const auto answer = hub->sync(pull, reader.caller);
        ASSERT_TRUE(answer);
        largestPage = qMax(largestPage, wire::encode(*answer).size());
        more = answer->more;
        reader.take(pull, *answer);
    }
    EXPECT_GT(largestPage, wire::operationBytesMax + quoted) << "or this shows nothing";
    EXPECT_LT(largestPage, wire::answerInflatedBytesMax);
    EXPECT_TRUE(reader.row(noticeOf(clash)));
    expectWhole(reader);
}

// 34
TEST_F(EdgeCaseTest, AScopeThatWasLostAndRegainedBetweenContactsIsWhole)
{
    auto a = device(u"a"_s), b = device(u"b"_s);
    const Operation before = b.create(visit(u"b"_s));
    b.sync({ before });
    a.pullAll();
    ASSERT_TRUE(a.row(before.record));
    publish(person(u"a"_s, u"early"_s, u"south"_s, u"tm"_s));
    const Operation meanwhile = b.create(visit(u"b"_s));
    b.sync({ meanwhile });
    publish(person(u"a"_s, u"early"_s, u"north"_s, u"tm"_s));
    a.pullAll();
    EXPECT_TRUE(a.row(before.record));
    EXPECT_TRUE(a.row(meanwhile.record));
    EXPECT_FALSE(a.scopes.contains(u"team:south"_s));
    expectWhole(a);
}

// 36
TEST_F(EdgeCaseTest, ARecordThatMovesBetweenTwoScopesOfOneReaderStaysWithThem)
{
    HubService other(*store, clock, random, movingTo({ u"author"_s }));
    TestDevice a(other, clock, random, u"a"_s), second(other, clock, random, u"a"_s);
    a.pullAll();
    const Operation made = a.create(moving(u"a"_s));
    a.sync({ made });
    second.pullAll();
    ASSERT_TRUE(second.rows[u"team:north"_s].contains(made.record));
    a.sync({ completionOf(a, made.record) });
    second.pullAll();
    EXPECT_FALSE(second.rows[u"team:north"_s].contains(made.record));
    EXPECT_TRUE(second.rows[u"user:a"_s].contains(made.record));
    EXPECT_EQ(second.body(made.record)->state, RecordState::Completed);
    expectWhole(second);
}

// 37
TEST_F(EdgeCaseTest, ARecordThatItsAuthorsOwnOperationMovesAwayLeavesAndIsNotLost)
{
    HubService other(*store, clock, random, movingTo({ u"lead"_s }));
    TestDevice a(other, clock, random, u"a"_s), tm(other, clock, random, u"tm"_s);
    a.pullAll();
    const Operation made = a.create(moving(u"a"_s));
    a.sync({ made });
    const Operation complete = completionOf(a, made.record);
    EXPECT_EQ(outcomesOf(a.sync({ complete })), QStringList { u"applied"_s }) << "answered in the answer that takes the row away";
    EXPECT_FALSE(a.row(made.record));
    expectWhole(a);
    tm.pullAll();
    EXPECT_EQ(tm.body(made.record)->state, RecordState::Completed);
    expectWhole(tm);
}

// 42
TEST_F(EdgeCaseTest, TeamsThatAreMergedLoseNothing)
{
    auto c = device(u"c"_s);
    const Operation before = c.create(visit(u"c"_s));
    c.sync({ before });
    auto tm = device(u"tm"_s);
    EXPECT_FALSE(tm.row(before.record));
    // South goes into north: its people move, and north's manager leads what is left of it.
    ASSERT_TRUE(hub->publish({ publication(Team { TeamId(u"south"_s), u"South"_s, ServiceId(u"fostering"_s), { PersonId(u"tm"_s) } }),
                               publication(person(u"c"_s, u"early"_s, u"north"_s, u"tm"_s)) }));
    const Operation unsent = c.create(visit(u"c"_s));   // made before its device has heard of it: of the old team
    c.sync({ unsent });
    c.pullAll();
    RecordBody fresh = visit(u"c"_s);
    fresh.team = TeamId(u"north"_s);
    fresh.service = ServiceId(u"early"_s);
    const Operation after = c.create(fresh);
    EXPECT_EQ(outcomesOf(c.sync({ after })), QStringList { u"applied"_s });
    tm.pullAll();
    EXPECT_TRUE(tm.row(before.record)) << "the old team's records go on";
    EXPECT_TRUE(tm.row(after.record));
    EXPECT_TRUE(c.row(before.record)) << "its author keeps them";
    EXPECT_NE(latestOutcome(unsent.id), u"not in the log"_s);
    EXPECT_TRUE(latestOutcome(unsent.id) == u"applied"_s || tm.row(noticeOf(unsent)) || c.row(noticeOf(unsent))) << "somebody is told of what is held";
    expectWhole(tm);
    expectWhole(c);
}

// 50
TEST_F(EdgeCaseTest, ThreeOfflineEditsOfOneFieldFollowOneAnother)
{
    auto first = device(u"a"_s), second = device(u"a"_s);
    const Operation made = first.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    first.sync({ made });
    second.pullAll();
    const auto three = [&made](const TestDevice &device) {
        return QList<Operation> { device.patch(made.record, u"summary"_s, u"one"_s, u"start"_s), device.patch(made.record, u"summary"_s, u"two"_s, u"one"_s),
                                  device.patch(made.record, u"summary"_s, u"three"_s, u"two"_s) };
    };
    EXPECT_EQ(outcomesOf(first.sync(three(first))), (QStringList { u"applied"_s, u"applied"_s, u"applied"_s }));
    EXPECT_EQ(said(first, made.record), u"three"_s);
    // Where somebody else was quicker none of them overwrites what was not seen, and all are kept.
    const QList<Operation> late = three(second);
    EXPECT_EQ(outcomesOf(second.sync(late)), (QStringList { u"conflict"_s, u"conflict"_s, u"applied"_s })) << "the last says what is there already";
    EXPECT_EQ(said(second, made.record), u"three"_s);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(second.body(noticeOf(late[i]))->answers[u"operation"_s], operationToJson(late[i])) << i;
}

// 51
TEST_F(EdgeCaseTest, AListAddedToAndTakenFromKeepsBoth)
{
    const auto rowsOf = [](const QStringList &ids) {
        Json::Array rows;
        for (const QString &id : ids)
            rows.append(Json::object({ { u"id"_s, id }, { u"v"_s, u"Person "_s + id } }));
        return Json(rows);
    };
    auto first = device(u"a"_s), second = device(u"a"_s);
    RecordBody head = visit(u"a"_s, RecordState::Draft);
    const Json start = rowsOf({ u"r1"_s, u"r2"_s });
    head.answers.insert(u"present"_s, start);
    const Operation made = first.create(head);
    first.sync({ made });
    second.pullAll();
    first.sync({ first.patch(made.record, u"present"_s, rowsOf({ u"r1"_s, u"r2"_s, u"r3"_s }), start) });
    const Operation removal = second.patch(made.record, u"present"_s, rowsOf({ u"r2"_s }), start);
    EXPECT_EQ(outcomesOf(second.sync({ removal })), QStringList { u"conflict"_s });
    EXPECT_EQ(second.body(made.record)->answers[u"present"_s], rowsOf({ u"r1"_s, u"r2"_s, u"r3"_s }));
    const auto notice = second.body(noticeOf(removal));
    ASSERT_TRUE(notice);
    EXPECT_EQ(notice->answers[u"operation"_s], operationToJson(removal)) << "both lists are there to choose from";
    EXPECT_EQ(notice->answers[u"present"_s][u"present"_s], rowsOf({ u"r1"_s, u"r2"_s, u"r3"_s }));
}

// 52
TEST_F(EdgeCaseTest, ASignatureCoversOnlyWhatItsAuthorSawWhicheverComesFirst)
{
    for (const bool editFirst : { true, false }) {
        auto signer = device(u"a"_s), editor = device(u"a"_s);
        const Operation made = signer.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
        signer.sync({ made });
        editor.pullAll();
        const Operation edit = editor.patch(made.record, u"summary"_s, u"edited"_s, u"start"_s);
        const Operation sign = signer.patch(made.record, u"signature"_s, u"A. Practitioner"_s, {});
        RecordBody seen = *signer.body(made.record);
        seen.answers.insert(u"signature"_s, u"A. Practitioner"_s);
        Operation complete = signer.operation(OperationKind::Complete, made.record);
        complete.bodyHash = bodyHash(*bodyBytes(seen));
        if (editFirst) {
            editor.sync({ edit });
            EXPECT_EQ(outcomesOf(signer.sync({ sign, complete })), (QStringList { u"applied"_s, u"held:stale"_s }));
            EXPECT_EQ(signer.body(made.record)->state, RecordState::Draft) << "to be read again and signed";
            EXPECT_EQ(said(signer, made.record), u"edited"_s);
        } else {
            EXPECT_EQ(outcomesOf(signer.sync({ sign, complete })), (QStringList { u"applied"_s, u"applied"_s }));
            EXPECT_EQ(outcomesOf(editor.sync({ edit })), QStringList { u"held:completed"_s });
            EXPECT_EQ(said(editor, made.record), u"start"_s) << "what was signed";
            EXPECT_EQ(editor.body(made.record)->answers[u"signature"_s].toString(), u"A. Practitioner"_s);
            EXPECT_TRUE(editor.body(noticeOf(edit)));
        }
    }
}

// 55
TEST_F(EdgeCaseTest, ASettlingThatAnotherEditOvertakesIsANewConflict)
{
    auto first = device(u"a"_s), second = device(u"a"_s);
    const Operation made = first.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    first.sync({ made });
    second.pullAll();
    first.sync({ first.patch(made.record, u"summary"_s, u"one"_s, u"start"_s) });
    const Operation late = second.patch(made.record, u"summary"_s, u"two"_s, u"start"_s);
    second.sync({ late });
    const Operation settling = resolving(second, late, u"one and two"_s, u"one"_s);
    first.sync({ first.patch(made.record, u"summary"_s, u"one, later"_s, u"one"_s) });
    EXPECT_EQ(outcomesOf(second.sync({ settling })), QStringList { u"conflict"_s });
    EXPECT_EQ(said(second, made.record), u"one, later"_s) << "nobody's words are replaced unread";
    EXPECT_TRUE(second.body(noticeOf(settling))) << "and the settler's are kept";
    const auto complete = [&] {
        second.pullAll();
        return outcomesOf(second.sync({ completionOf(second, made.record) }));
    };
    EXPECT_EQ(complete(), QStringList { u"held:open_conflict"_s });
    second.sync({ resolving(second, settling, u"all of it"_s, u"one, later"_s), resolving(second, late, u"all of it"_s, u"all of it"_s) });
    EXPECT_EQ(complete(), QStringList { u"applied"_s });
    EXPECT_EQ(said(second, made.record), u"all of it"_s);
}

// 56
TEST_F(EdgeCaseTest, HeldWorkAdoptedAfterItsRecordChangedOverwritesNothing)
{
    HubService other(*store, clock, random, movingTo({ u"team"_s }));   // a draft that whoever adopts may read
    for (const bool isCompleted : { false, true }) {
        TestDevice here(other, clock, random, u"a"_s), leaving(other, clock, random, u"a"_s), tm(other, clock, random, u"tm"_s);
        here.pullAll();
        RecordBody head = moving(u"a"_s);
        head.answers.insert(u"summary"_s, u"start"_s);
        const Operation made = here.create(head);
        here.sync({ made });
        leaving.pullAll();
        leaving.caller.access = Caller::Access::PushOnly;
        const Operation held = leaving.patch(made.record, u"summary"_s, u"late words"_s, u"start"_s);
        ASSERT_EQ(outcomesOf(leaving.sync({ held })), QStringList { u"held:scope"_s });
        here.sync({ here.patch(made.record, u"summary"_s, u"newer"_s, u"start"_s) });
        if (isCompleted) {
            ASSERT_EQ(outcomesOf(here.sync({ completionOf(here, made.record) })), QStringList { u"applied"_s });
        }
        tm.pullAll();
        Operation adopt = tm.operation(OperationKind::Adopt, made.record);
        adopt.target = held.id;
        EXPECT_EQ(outcomesOf(tm.sync({ adopt })), QStringList { isCompleted ? u"held:completed"_s : u"applied"_s });
        EXPECT_EQ(latestOutcome(held.id), isCompleted ? u"held:scope"_s : u"conflict"_s) << "what cannot be taken in stays held";
        here.pullAll();
        EXPECT_EQ(said(here, made.record), u"newer"_s);
        EXPECT_EQ(here.body(noticeOf(held))->answers[u"operation"_s], operationToJson(held)) << "its words are kept";
    }
}

// 57
TEST_F(EdgeCaseTest, AVoidAndAnEditInEitherOrderChangeNoAnswerAndKeepBoth)
{
    for (const bool voidFirst : { true, false }) {
        auto voider = device(u"a"_s), editor = device(u"a"_s);
        const Operation made = voider.create(visit(u"a"_s, RecordState::Completed, u"start"_s));
        voider.sync({ made });
        editor.pullAll();
        Operation voided = voider.operation(OperationKind::Void, made.record);
        voided.reason = u"The wrong family"_s;
        const Operation edit = editor.patch(made.record, u"summary"_s, u"edited"_s, u"start"_s);
        if (voidFirst) {
            EXPECT_EQ(outcomesOf(voider.sync({ voided })), QStringList { u"applied"_s });
            EXPECT_EQ(outcomesOf(editor.sync({ edit })), QStringList { u"held:void"_s });
        } else {
            EXPECT_EQ(outcomesOf(editor.sync({ edit })), QStringList { u"held:completed"_s });
            EXPECT_EQ(outcomesOf(voider.sync({ voided })), QStringList { u"applied"_s });
        }
        editor.pullAll();
        EXPECT_EQ(editor.body(made.record)->state, RecordState::Void);
        EXPECT_EQ(said(editor, made.record), u"start"_s);
        EXPECT_TRUE(editor.body(noticeOf(edit)));
    }
}

// 60
TEST_F(EdgeCaseTest, TheAuthorsOtherDeviceOfflineMeanwhileLosesNothing)
{
    auto phone = device(u"a"_s), tablet = device(u"a"_s);
    const Operation made = phone.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    phone.sync({ made });
    tablet.pullAll();
    // Both write without a signal: each in a field of its own, and in one that both have.
    const QList<Operation> onPhone { phone.patch(made.record, u"heard"_s, u"from the phone"_s, {}),
                                     phone.patch(made.record, u"summary"_s, u"phone"_s, u"start"_s) };
    const QList<Operation> onTablet { tablet.patch(made.record, u"seen"_s, u"from the tablet"_s, {}),
                                      tablet.patch(made.record, u"summary"_s, u"tablet"_s, u"start"_s) };
    RecordBody seen = *tablet.body(made.record);
    seen.answers.insert(u"seen"_s, u"from the tablet"_s);
    seen.answers.insert(u"summary"_s, u"tablet"_s);
    Operation complete = tablet.operation(OperationKind::Complete, made.record);
    complete.bodyHash = bodyHash(*bodyBytes(seen));
    EXPECT_EQ(outcomesOf(phone.sync(onPhone)), (QStringList { u"applied"_s, u"applied"_s }));
    const auto late = tablet.sync(onTablet + QList<Operation> { complete });
    EXPECT_EQ(outcomesOf(late).first(2), (QStringList { u"applied"_s, u"conflict"_s }));
    EXPECT_TRUE(outcomesOf(late).last().startsWith(u"held:"_s)) << "not completed unread: " << qPrintable(outcomesOf(late).last());
    phone.pullAll();
    for (const TestDevice *reader : { &phone, &tablet }) {
        EXPECT_EQ(reader->body(made.record)->answers[u"heard"_s].toString(), u"from the phone"_s);
        EXPECT_EQ(reader->body(made.record)->answers[u"seen"_s].toString(), u"from the tablet"_s);
        EXPECT_EQ(said(*reader, made.record), u"phone"_s);
        EXPECT_EQ(reader->body(noticeOf(onTablet[1]))->answers[u"operation"_s], operationToJson(onTablet[1]));
        expectWhole(*reader);
    }
}

// 63
TEST_F(RestoreEdgeCaseTest, TwoRestoresOfOneBackupEachTakeTheWorkOnce)
{
    auto a = device(u"a"_s);
    const Operation old = a.create(visit(u"a"_s)), lost = a.create(visit(u"a"_s, RecordState::Completed, u"After the backup"_s));
    const auto first = a.sync({ old });
    backUp();
    a.sync({ lost });
    QStringList epochs { a.epoch };
    for (const QString &name : { u"one"_s, u"two"_s }) {
        const RestoredHub back = restored(name);
        EXPECT_FALSE(epochs.contains(back.epoch())) << "a history of its own";
        epochs.append(back.epoch());
        TestDevice again(*back.hub, clock, random, u"a"_s);   // the same device: a new stream, everything it keeps
        again.caller = a.caller;
        again.pullAll();
        EXPECT_FALSE(again.row(lost.record)) << "the backup is older";
        const auto answer = again.sync({ old, lost });
        EXPECT_EQ(outcomesOf(answer), (QStringList { u"applied"_s, u"applied"_s }));
        EXPECT_EQ(answer.acks[0].seq, first.acks[0].seq) << "known by its id";
        EXPECT_EQ(back.timesInLog(old.id), 1);
        EXPECT_EQ(back.timesInLog(lost.id), 1);
        EXPECT_EQ(said(again, lost.record), u"After the backup"_s);
        expectWhole(again);
    }
}

// 66
TEST_F(RestoreEdgeCaseTest, AClonedDeviceAndARestoredHubTogetherTakeEverythingOnce)
{
    auto a = device(u"a"_s);
    const Operation old = a.create(visit(u"a"_s)), lost = a.create(visit(u"a"_s));
    a.sync({ old });
    backUp();
    a.sync({ lost });
    const RestoredHub back = restored(u"restored"_s);
    // The phone and what its own backup was restored to: one installation, the same operations, work of each one's own.
    TestDevice original(*back.hub, clock, random, u"a"_s), clone(*back.hub, clock, random, u"a"_s);
    original.caller = clone.caller = a.caller;
    original.pullAll();
    clone.pullAll();
    clone.m_stream = original.m_stream;   // the numbering was cloned too
    const Operation ofOriginal = original.create(visit(u"a"_s)), ofClone = clone.create(visit(u"a"_s));
    EXPECT_EQ(outcomesOf(original.sync({ old, lost, ofOriginal })), (QStringList { u"applied"_s, u"applied"_s, u"applied"_s }));
    const auto refused = back.hub->sync(clone.request({ old, lost, ofClone }), clone.caller);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->control.kind, wire::Control::Kind::Forked);
    clone.m_stream = newId<StreamId>(clock, random);
    EXPECT_EQ(outcomesOf(clone.sync({ old, lost, ofClone })), (QStringList { u"applied"_s, u"applied"_s, u"applied"_s }));
    original.pullAll();
    clone.pullAll();
    for (const Operation &operation : { old, lost, ofOriginal, ofClone }) {
        EXPECT_EQ(back.timesInLog(operation.id), 1);
        EXPECT_TRUE(original.row(operation.record));
        EXPECT_TRUE(clone.row(operation.record));
    }
    expectWhole(original);
    expectWhole(clone);
}

// 68
TEST_F(EdgeCaseTest, ADeviceThatWasAwayForTwoYearsGivesItsWorkAndCatchesUp)
{
    auto away = device(u"a"_s), b = device(u"b"_s);
    const Operation unsent = away.create(visit(u"a"_s, RecordState::Completed, u"Two years ago"_s));
    const Operation known = b.create(visit(u"b"_s));
    b.sync({ known });
    away.pullAll();
    QList<RecordId> meanwhile;
    for (int month = 0; month < 24; ++month) {
        clock.at.msSinceEpoch += 30 * dayMs;
        const Operation made = b.create(visit(u"b"_s));
        b.sync({ made });
        meanwhile.append(made.record);
    }
    Operation voided = b.operation(OperationKind::Void, known.record);
    voided.reason = u"Entered twice"_s;
    b.sync({ voided });
    ASSERT_TRUE(hub->setDurable(state().seq));
    EXPECT_EQ(outcomesOf(away.sync({ unsent })), QStringList { u"applied"_s });
    away.pullAll();
    b.pullAll();
    EXPECT_EQ(said(b, unsent.record), u"Two years ago"_s);
    EXPECT_EQ(away.body(known.record)->state, RecordState::Void);
    for (const RecordId &record : meanwhile)
        EXPECT_TRUE(away.row(record));
    expectWhole(away);
}

// 70, the hub's disk
TEST_F(EdgeCaseTest, AHubWhoseDiskIsFullTakesNothingOfAPushAndAllOfItLater)
{
    support::MemoryVfs vfs("full-hub");
    auto onDisk = SqliteHubStore::open({ .path = u"/h/hub.db"_s, .vfs = vfs.name(), .mayCreate = true });
    ASSERT_TRUE(onDisk) << qPrintable(onDisk.error().detail);
    {
        HubOptions options;
        options.visibility = builtIn();
        HubService full(**onDisk, clock, random, options);
        ASSERT_TRUE(full.begin(u"Test council"_s));
        ASSERT_TRUE(full.publish({ publication(person(u"a"_s, u"early"_s, u"north"_s, {})) }));
        TestDevice a(full, clock, random, u"a"_s);
        a.pullAll();
        const auto request = a.request({ a.create(visit(u"a"_s)), a.create(visit(u"a"_s)) });
        const auto seqNow = [&] { return (*(*onDisk)->snapshot())->state()->seq; };
        const qint64 before = seqNow();
        vfs.fill("/h/", true);
        const auto refused = full.sync(request, a.caller);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::StorageFull);
        EXPECT_EQ(seqNow(), before) << "nothing of it happened";
        EXPECT_TRUE(full.sync(a.request(), a.caller)) << "reading goes on";
        vfs.fill("/h/", false);
        const auto taken = full.sync(request, a.caller);
        ASSERT_TRUE(taken);
        EXPECT_EQ(outcomesOf(*taken), (QStringList { u"applied"_s, u"applied"_s }));
        EXPECT_EQ(taken->acks[0].seq, before + 1);
    }
    onDisk.value().reset();
}

// 75 and 76
TEST_F(EdgeCaseTest, ADevicesClockIsAClaimThatOrdersNothing)
{
    auto a = device(u"a"_s);
    const qint64 now = clock.at.msSinceEpoch;
    QList<Operation> made;
    for (const qint64 off : { 50 * yearMs, -2 * yearMs, qint64(0) }) {
        Operation create = a.create(visit(u"a"_s, RecordState::Draft));
        create.atMs = now + off;
        made.append(create);
    }
    made.append(a.patch(made[0].record, u"summary"_s, u"later"_s, u"A calm visit"_s));
    made.last().atMs = now - 2 * yearMs;   // set back since: it still comes after what it changes
    const auto answer = a.sync(made);
    EXPECT_EQ(outcomesOf(answer), QStringList(4, u"applied"_s));
    EXPECT_EQ(said(a, made[0].record), u"later"_s);
    const auto snapshot = store->snapshot();
    for (int i = 0; i < 4; ++i) {
        EXPECT_GT(answer.acks[i].seq, i > 0 ? answer.acks[i - 1].seq : 0);
        const auto logged = (*snapshot)->operation(made[i].id);
        ASSERT_TRUE(logged && *logged);
        EXPECT_EQ((*logged)->atDeviceMs, made[i].atMs) << "what the device claims, as a claim";
        EXPECT_EQ((*logged)->atHubMs, now) << "beside what the hub's clock said";
    }
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(a.row(made[i].record)->hubTimeMs, now) << "a receipt is by the hub's clock";
}

// 77
TEST_F(EdgeCaseTest, IdentifiersMadeByAWrongClockAreAsGoodAsAny)
{
    auto a = device(u"a"_s);
    QList<Operation> made;
    for (const qint64 at : { clock.at.msSinceEpoch + 50 * yearMs, qint64(0), clock.at.msSinceEpoch - 2 * yearMs, clock.at.msSinceEpoch }) {
        HandClock wrong;
        wrong.at.msSinceEpoch = at;
        Operation create = a.create(visit(u"a"_s), newId<RecordId>(wrong, random));
        create.id = newId<OperationId>(wrong, random);
        made.append(create);
    }
    const auto answer = a.sync(made);
    EXPECT_EQ(outcomesOf(answer), QStringList(4, u"applied"_s));
    TestDevice tm(*hub, clock, random, u"tm"_s);
    QList<RecordId> order;
    for (bool more = true; more;) {
        more = pullPage(*hub, tm, 1);
        for (const Operation &operation : std::as_const(made)) {
            if (tm.row(operation.record) && !order.contains(operation.record))
                order.append(operation.record);
        }
    }
    EXPECT_EQ(order, (QList<RecordId> { made[0].record, made[1].record, made[2].record, made[3].record })) << "in the hub's order, not the ids'";
    expectWhole(tm);
}

// 78
TEST_F(EdgeCaseTest, WordsComeBackExactlyAsTheyWereTyped)
{
    auto a = device(u"a"_s), other = device(u"a"_s);
    const QString composed = u"Zo\u00eb"_s, decomposed = u"Zoe\u0308"_s;
    const QString narrative = (composed + u" said \U0001F600, then "_s + decomposed + u"\r\n\tleft. "_s).repeated(200 * 1024 / 32);
    ASSERT_GT(narrative.toUtf8().size(), 200 * 1024);
    RecordBody head = visit(u"a"_s, RecordState::Draft, narrative);
    head.answers.insert(u"composed"_s, composed);
    head.answers.insert(u"decomposed"_s, decomposed);
    const Operation made = a.create(head);
    EXPECT_EQ(outcomesOf(a.sync({ made })), QStringList { u"applied"_s });
    other.pullAll();
    EXPECT_EQ(said(other, made.record), narrative);
    EXPECT_EQ(other.body(made.record)->answers[u"composed"_s].toString(), composed);
    EXPECT_EQ(other.body(made.record)->answers[u"decomposed"_s].toString(), decomposed);
    // The two spellings are two values: whoever saw one has not seen the other.
    EXPECT_EQ(outcomesOf(other.sync({ other.patch(made.record, u"composed"_s, u"Zoe"_s, decomposed) })), QStringList { u"conflict"_s });
    EXPECT_EQ(outcomesOf(other.sync({ other.patch(made.record, u"decomposed"_s, u"Zoe"_s, decomposed) })), QStringList { u"applied"_s });
    // What cannot be stored is refused where it is made, and nothing of the push is taken.
    const auto before = state();
    for (const QString &bad : { QString(QChar(0)), QString(QChar(0xd800)), QString(QChar(0xdc00)) })
        EXPECT_FALSE(hub->sync(a.request({ a.create(visit(u"a"_s)), a.create(visit(u"a"_s, RecordState::Draft, bad)) }), a.caller));
    EXPECT_EQ(state(), before);
}

// 92
TEST_F(EdgeCaseTest, AFormReleasedToAllReachesEveryDeviceOnce)
{
    std::vector<TestDevice> devices;
    for (const QString &who : { u"a"_s, u"b"_s, u"tm"_s, u"c"_s, u"head"_s })
        devices.push_back(device(who));
    RecordBody definition;
    definition.type = RecordType::FormDefinition;
    definition.state = RecordState::Completed;
    definition.form = u"T02@1.0"_s;
    const RecordId place = publishedId(RecordType::FormDefinition, definition.form);
    ASSERT_TRUE(hub->publish({ { place, definition } }));
    const qint64 seq = state().seq;
    ASSERT_TRUE(hub->publish({ { place, definition } }));
    EXPECT_EQ(state().seq, seq) << "releasing the same again is no news";
    for (TestDevice &each : devices) {
        const auto answer = each.sync();
        EXPECT_EQ(answer.rows.size(), 1);
        ASSERT_TRUE(each.row(place));
        EXPECT_EQ(each.row(place)->in, QStringList { u"ref"_s });
        EXPECT_TRUE(each.sync().rows.isEmpty()) << "once";
        expectWhole(each);
    }
}

// 95
TEST_F(EdgeCaseTest, DuplicateTrafficAloneChangesNothing)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    const auto request = a.request({ made, a.patch(made.record, u"summary"_s, u"one"_s, u"start"_s), a.patch(made.record, u"summary"_s, u"x"_s, u"unseen"_s) });
    const auto first = hub->sync(request, a.caller);
    ASSERT_TRUE(first);
    const auto before = state();
    const auto rowsNow = [&] {
        TestDevice reader(*hub, clock, random, u"a"_s);
        reader.pullAll();
        return reader.rows;
    };
    const auto rows = rowsNow();
    for (int i = 0; i < 200; ++i) {
        const auto again = hub->sync(request, a.caller);
        ASSERT_TRUE(again);
        EXPECT_EQ(again->acks, first->acks);
        EXPECT_EQ(again->rows, first->rows);
    }
    EXPECT_EQ(state(), before);
    EXPECT_EQ(rowsNow(), rows);
}
