#include "sync/client/request.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/sim_device.h"
#include "tests/simulation/sim_hub.h"

#include <gtest/gtest.h>

/// What no rule's absence breaks first is put before the oracle by hand: one exchange of a real device with a real hub, in which
/// everything is right but one thing. In the first test nothing is wrong, and the oracle is silent.
using namespace sightline;
using namespace sightline::simulation;
using namespace Qt::StringLiterals;

namespace {

const PersonId author(u"u0"_s);

class OracleTest : public ::testing::Test {
protected:
    OracleTest()
    {
        hub.teams.insert(TeamId(u"a"_s), Team { TeamId(u"a"_s), u"Team a"_s, ServiceId(u"s1"_s), {} });
        Person person;
        person.id = author;
        person.name = u"Role phrase"_s;
        person.roles = { u"Practitioner"_s };
        person.service = ServiceId(u"s1"_s);
        person.teams = { TeamId(u"a"_s) };
        hub.people.insert(author, person);
        hub.publishCouncil();
    }

    void write(const QString &words)
    {
        Operation operation { .id = newId<OperationId>(clock, random), .record = newId<RecordId>(clock, random) };
        operation.kind = OperationKind::Create;
        operation.kindName = operationKindName(operation.kind);
        operation.head = RecordBody {};
        operation.head->author = author;
        operation.head->form = u"X01@1.0"_s;
        operation.head->team = TeamId(u"a"_s);
        operation.head->service = ServiceId(u"s1"_s);
        operation.head->answers.insert(u"a"_s, words);
        need(device.store().transact([&] { return device.store().outbox().append(operation); }), "write");
        oracle.made(device.name, author, operation, std::nullopt);
    }

    /// The hub takes @p request and answers, and the oracle sees what @p change makes of the answer.
    template <typename Change>
    wire::SyncAnswer ask(const sync::BuiltRequest &request, Change &&change)
    {
        oracle.beforeHub(*hub.snapshot(), request.message);
        auto answer = need(hub.sync(request.message, { device.installation, author, hub::Caller::Access::Full }), "ask the hub");
        change(answer);
        oracle.afterHub(*hub.snapshot(), request.message, author, answer);
        return answer;
    }
    wire::SyncAnswer ask(const sync::BuiltRequest &request)
    {
        return ask(request, [](wire::SyncAnswer &) {});
    }
    sync::BuiltRequest request() { return need(sync::buildRequest(device.store(), {}), "build a request"); }
    void store(wire::SyncAnswer answer, const sync::BuiltRequest &request)
    {
        EXPECT_TRUE(sync::putInOwn(answer, request.sent));
        QMap<qint64, OperationId> sent;
        for (const wire::NumberedOperation &numbered : request.message.operations)
            sent.insert(numbered.number, numbered.operation.id);
        const auto applied = need(sync::applyAnswer(device.store(), answer, {}, request.sent, {}), "store an answer");
        oracle.stored(device.name, device.store(), { answer, ++answers, sent }, applied);
    }
    /// An exchange until nothing is left to say.
    void exchange()
    {
        for (int i = 0; i < 3; ++i) {
            const auto built = request();
            store(ask(built), built);
        }
    }
    void look() { oracle.atRest(*hub.snapshot(), { { author, { device.name, &device.store() } } }); }
    /// The invariants that were broken, each once.
    QStringList broken() const
    {
        QStringList names;
        for (const Violation &violation : oracle.violations()) {
            if (!names.contains(violation.invariant))
                names.append(violation.invariant);
        }
        return names;
    }

    Instant time { 1'795'392'000'000 };
    SkewedClock clock { time };
    SeededRandom random { 7 };
    Breaks breaks;
    support::MemoryVfs vfs { "oracle" };
    SimHub hub { vfs, clock, random, breaks };
    Oracle oracle { SimHub::visibility(), [this](hub::HubSnapshot &snapshot, const PersonId &person) { return hub.scopesOf(snapshot, person); },
                    [](const PersonId &) { return false; }, [](const QString &) { return std::optional<QSet<QString>>(); } };
    SimDevice device { u"d0"_s, author, newId<InstallationId>(clock, random), vfs, time, 0, 11, breaks };
    qint64 answers = 0;
};

} // namespace

TEST_F(OracleTest, IsSilentWhereNothingIsWrong)
{
    exchange();
    write(u"one"_s);
    write(u"two"_s);
    const auto built = request();
    (void)ask(built);
    store(ask(built), built);   // its first answer was lost
    exchange();
    look();
    EXPECT_EQ(broken(), QStringList());
    EXPECT_EQ(oracle.outcomes().value(u"applied"_s), 2) << "it looked at something";
}

TEST_F(OracleTest, CatchesI8WhereACursorPassesARowThatWasNotGiven)
{
    exchange();
    write(u"one"_s);
    const auto built = request();
    (void)ask(built, [](wire::SyncAnswer &answer) {
        ASSERT_FALSE(answer.rows.isEmpty());
        answer.rows.removeLast();
    });
    EXPECT_EQ(broken(), QStringList { u"I8"_s });
}

TEST_F(OracleTest, CatchesI12WhereARepeatedRequestIsAnsweredOtherwise)
{
    exchange();
    write(u"one"_s);
    const auto built = request();
    (void)ask(built);
    EXPECT_EQ(broken(), QStringList());
    (void)ask(built, [](wire::SyncAnswer &answer) {
        ASSERT_EQ(answer.acks.size(), 1);
        answer.acks.first().seq += 1;
    });
    EXPECT_EQ(broken(), QStringList { u"I12"_s });
}

TEST_F(OracleTest, CatchesI15WhereADeviceOpensTooMuchOrTooLittle)
{
    oracle.leased(3);
    write(u"one"_s);
    exchange();
    const auto rows = need(device.store().view().ofType(RecordType::Form), "read the view");
    ASSERT_EQ(rows.size(), 1);
    const RecordId known = rows.first().id;
    const auto opens = [&](const RecordId &record, bool wasLet) { oracle.triedToOpen(device.name, device.store(), record, wasLet, clock.now()); };
    opens(known, true);
    write(u"two"_s);
    const auto both = need(device.store().view().ofType(RecordType::Form), "read the view");
    const RecordId unsent = both.first().id == known ? both.last().id : both.first().id;
    time.msSinceEpoch += 4 * 86'400'000LL;
    opens(known, false);
    opens(unsent, true);
    EXPECT_EQ(broken(), QStringList());
    opens(known, true);
    EXPECT_EQ(oracle.violations().size(), 1);
    opens(unsent, false);
    EXPECT_EQ(oracle.violations().size(), 2);
    exchange();
    opens(known, false);
    EXPECT_EQ(oracle.violations().size(), 3);
    EXPECT_EQ(broken(), QStringList { u"I15"_s });
}

TEST_F(OracleTest, CatchesI3WhereADraftIsGoneOrChanged)
{
    exchange();
    Draft draft { newId<RecordId>(clock, random), {}, {}, clock.now().msSinceEpoch, {} };
    draft.body.author = author;
    draft.body.form = u"X01@1.0"_s;
    draft.body.answers.insert(u"a"_s, u"as it was"_s);
    need(device.store().transact([&] { return device.store().drafts().save(draft); }), "write");
    oracle.drafted(device.name, draft.id, draft.body);
    look();
    EXPECT_EQ(broken(), QStringList());
    draft.body.answers.insert(u"a"_s, u"as it became"_s);
    need(device.store().transact([&] { return device.store().drafts().save(draft); }), "write");
    look();
    EXPECT_EQ(broken(), QStringList { u"I3"_s });
}

TEST_F(OracleTest, CatchesI10WhereTheHubsDigestIsNotOfItsRecords)
{
    exchange();
    write(u"one"_s);
    exchange();
    ConnectionOptions options;
    options.path = u"/hub/hub.db"_s;
    options.vfs = vfs.name();
    need(need(Connection::open(options), "open the hub's file")->run("UPDATE scope SET digest = zeroblob(16) WHERE id = 'user:u0'"), "damage it");
    look();
    EXPECT_EQ(broken(), QStringList { u"I10"_s });
}

TEST_F(OracleTest, CatchesI10WhereADevicesDigestIsNotOfItsRows)
{
    exchange();
    write(u"one"_s);
    exchange();
    need(device.store().db().run("UPDATE scope SET digest = zeroblob(16) WHERE id = 'user:u0'"), "damage it");
    look();
    EXPECT_EQ(broken(), QStringList { u"I10"_s });
}
