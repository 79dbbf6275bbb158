// A council's switches: who else reads the records of a form (decisions 6).
#include "core/records/published.h"
#include "sync/hub/ops/self_check.h"
#include "tests/unit/hub/hub_fixture.h"

#include <cstdio>

using namespace sightline;
using namespace sightline::hub;

namespace {

const QString teamSwitch = u"home_visits_for_team"_s;
constexpr qint64 minuteMs = 60'000, daysMs = 86'400'000;

/// Home visits are for their author and the lead; their team where the council says so.
class SwitchesTest : public HubTest {
protected:
    explicit SwitchesTest(const HubOptions &options = {}) : HubTest(options)
    {
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:visit","version":"1.0","status":"active","title":"Home visit",
            "item":[{"linkId":"summary","text":"Summary","type":"text"}]})";
        static constexpr char meta[] = R"({"councilSwitches":[{"setting":"home_visits_for_team","adds":{"completed":["team"]},"default":false}]})";
        const RecordBody published =
            publishedFormBody({ u"T02@1.0"_s, u"Home visit"_s, form, { { u"author"_s }, { u"author"_s, u"lead"_s } }, *parseJson(meta) });
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.0"_s), published } }));
    }
    static QList<Publication> cardWith(const QMap<QString, qint64> &switchedOn)
    {
        const CouncilCard card { .safeguardingPhone = {}, .switchedOn = switchedOn };
        return { { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)) } };
    }
    void decide(const QMap<QString, qint64> &switchedOn)
    {
        ASSERT_TRUE(hub->publish(cardWith(switchedOn)));
        clock.at.msSinceEpoch += minuteMs;
    }
    void switchOn() { decide({ { teamSwitch, clock.now().msSinceEpoch } }); }
    void switchOff() { decide({}); }
    /// A visit by a, completed now and pushed, with a clock that is so far ahead.
    RecordId visitNow(qint64 aheadMs = 0)
    {
        auto author = device(u"a"_s);
        RecordBody body = visit(u"a"_s);
        body.completedAtMs = clock.now().msSinceEpoch + aheadMs;
        Operation made = author.create(body);
        made.atMs = body.completedAtMs;
        EXPECT_EQ(outcomeName(author.sync({ made }).acks[0].outcome), u"applied"_s);
        return made.record;
    }
    /// Something that a adds to their visit.
    RecordId addendumTo(const RecordId &record)
    {
        auto author = device(u"a"_s);
        RecordBody step = visit(u"a"_s);
        step.type = RecordType::Step;
        step.task.reset();
        step.about = record;
        step.aboutHash = bodyHash(author.row(record)->body);
        step.role = u"addendum"_s;
        step.answers = { { u"text"_s, u"The date was the 19th."_s } };
        const Operation made = author.create(step);
        EXPECT_EQ(outcomeName(author.sync({ made }).acks[0].outcome), u"applied"_s);
        return made.record;
    }
    [[nodiscard]] bool has(const QString &person, const RecordId &record) { return device(person).row(record).has_value(); }
    /// Everything agrees: entries with bodies, counts and digests with entries, and what a device held before with what it is told.
    void expectSound(TestDevice &before)
    {
        before.pullAll();
        for (auto it = before.scopes.cbegin(); it != before.scopes.cend(); ++it)
            EXPECT_EQ(before.heldIn(it.key()), *it) << qPrintable(it.key());
        const auto snapshot = store->snapshot();
        const auto checked = selfCheck(**snapshot, builtIn());
        ASSERT_TRUE(checked);
        EXPECT_EQ(checked->problem, QString());
    }
};

TEST_F(SwitchesTest, LetsTheTeamReadWhatIsCompletedFromThenOnAndNothingBefore)
{
    const RecordId before = visitNow();
    auto colleague = device(u"b"_s);
    EXPECT_FALSE(colleague.row(before));
    clock.at.msSinceEpoch += 60'000;
    switchOn();
    const RecordId after = visitNow();
    const RecordId said = addendumTo(after), saidBefore = addendumTo(before);
    EXPECT_TRUE(has(u"b"_s, after) && has(u"b"_s, said));
    EXPECT_FALSE(has(u"b"_s, before)) << "its author was told of other readers";
    EXPECT_FALSE(has(u"b"_s, saidBefore)) << "what is said of a record is read by whoever reads the record";
    EXPECT_TRUE(has(u"tm"_s, before) && has(u"tm"_s, after));
    EXPECT_FALSE(has(u"c"_s, after)) << "another team";
    expectSound(colleague);
}

TEST_F(SwitchesTest, SwitchedOffItLeavesTheDevicesOfTheTeamAtOnce)
{
    const qint64 firstOn = clock.now().msSinceEpoch;
    switchOn();
    const RecordId shared = visitNow();
    const RecordId said = addendumTo(shared);
    auto colleague = device(u"b"_s), author = device(u"a"_s);
    ASSERT_TRUE(colleague.row(shared) && colleague.row(said));
    switchOff();
    expectSound(colleague);
    EXPECT_FALSE(colleague.row(shared) || colleague.row(said));
    expectSound(author);
    EXPECT_TRUE(author.row(shared) && author.row(said)) << "nobody loses what is their own";
    EXPECT_TRUE(has(u"tm"_s, shared));

    switchOn();
    EXPECT_FALSE(has(u"b"_s, shared)) << "on again, it is for what comes";
    expectSound(colleague);
    decide({ { teamSwitch, firstOn } });
    EXPECT_TRUE(has(u"b"_s, shared)) << "only a council that says since when brings it back";
    expectSound(colleague);
}

TEST_F(SwitchesTest, ASwitchThatNoFormHasChangesNobodysReaders)
{
    decide({ { u"something_else"_s, 1 } });
    auto colleague = device(u"b"_s);
    const RecordId made = visitNow();
    EXPECT_FALSE(has(u"b"_s, made));
    expectSound(colleague);
}

TEST_F(SwitchesTest, AnotherChangeOfTheCardMovesNoRecord)
{
    switchOn();
    const RecordId made = visitNow();
    const auto places = [&] {
        const auto snapshot = store->snapshot();
        return *(*snapshot)->entriesOf(made);
    };
    const QList<Entry> before = places();
    CouncilCard card { .safeguardingPhone = u"01632 960123"_s };
    card.switchedOn = { { teamSwitch, clock.now().msSinceEpoch - 60'000 } };
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)) } }));
    EXPECT_EQ(places().size(), before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        EXPECT_EQ(places()[i].seq, before[i].seq);
}

TEST_F(SwitchesTest, AClockThatIsDaysAheadOpensNothingThatTheHubHadBefore)
{
    const RecordId before = visitNow(3 * daysMs);
    const RecordId said = addendumTo(before);
    clock.at.msSinceEpoch += daysMs;
    auto colleague = device(u"b"_s);
    switchOn();
    const RecordId after = visitNow(3 * daysMs);
    EXPECT_FALSE(has(u"b"_s, before) || has(u"b"_s, said)) << "the author's clock says it came two days after the switch; the hub knows better";
    EXPECT_TRUE(has(u"b"_s, after));
    expectSound(colleague);
    // What changes it later judges it by the same hour.
    auto author = device(u"a"_s);
    Operation taken = author.operation(OperationKind::Void, before);
    taken.reason = u"entered in error"_s;
    EXPECT_EQ(outcomeName(author.sync({ taken }).acks[0].outcome), u"applied"_s);
    EXPECT_FALSE(has(u"b"_s, before));
    expectSound(colleague);
}

TEST_F(SwitchesTest, AClockThatIsDaysBehindKeepsToFewerReadersAndNeverToMore)
{
    switchOn();
    const RecordId soon = visitNow(-3 * daysMs);
    EXPECT_FALSE(has(u"b"_s, soon)) << "by its author's word it was written for other readers";
    EXPECT_TRUE(has(u"a"_s, soon) && has(u"tm"_s, soon));
    clock.at.msSinceEpoch += 4 * daysMs;
    const RecordId later = visitNow(-3 * daysMs);
    EXPECT_TRUE(has(u"b"_s, later)) << "by any clock it came after the switch";
    auto colleague = device(u"b"_s);
    expectSound(colleague);
}

TEST_F(SwitchesTest, ReadersThatANewVersionOfTheFormTookStayAwayWhenASwitchTurns)
{
    const RecordId before = visitNow();   // its author's and the lead's
    const RecordBody published =
        publishedFormBody({ u"T02@1.1"_s,
                            u"Home visit"_s,
                            R"({"resourceType":"Questionnaire","url":"urn:test:visit","version":"1.1","status":"active","title":"Home visit","item":[]})",
                            { { u"author"_s }, { u"author"_s } },
                            *parseJson(R"({"councilSwitches":[{"setting":"home_visits_for_team","adds":{"completed":["team"]}}]})") });
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.1"_s), published } }));
    decide({ { teamSwitch, clock.now().msSinceEpoch - minuteMs } });
    EXPECT_TRUE(has(u"b"_s, before) && has(u"tm"_s, before)) << "a record keeps the readers it was given, but for the switches";
    auto colleague = device(u"b"_s);
    expectSound(colleague);
}

/// The same, two records in a transaction: what others are told between two parts.
class SwitchesInPartsTest : public SwitchesTest {
protected:
    SwitchesInPartsTest() : SwitchesTest({ .followedTogether = 2 }) { }
    /// The decision alone, as a hub that is killed straight after it leaves it.
    void decideAlone(const QMap<QString, qint64> &switchedOn)
    {
        auto transaction = store->begin();
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(hub->publish(**transaction, cardWith(switchedOn)));
        ASSERT_TRUE((*transaction)->commit());
        clock.at.msSinceEpoch += minuteMs;
    }
    [[nodiscard]] SelfCheck check()
    {
        const auto snapshot = store->snapshot();
        return *selfCheck(**snapshot, builtIn());
    }
    [[nodiscard]] qint64 inTeam()
    {
        const auto snapshot = store->snapshot();
        return (*snapshot)->scope(u"team:north"_s)->count;
    }
    /// Another process over the same records, which knows nothing of the first.
    void restart()
    {
        HubOptions options { .followedTogether = 2 };
        options.visibility = builtIn();
        m_before.push_back(std::move(hub));   // devices still know it
        hub = std::make_unique<HubService>(*store, clock, random, options);
    }
    /// Until some record has followed.
    void followSome()
    {
        for (const qint64 before = inTeam(); inTeam() == before;)
            ASSERT_TRUE(*hub->followSwitches());
    }
    void followToTheEnd()
    {
        for (int part = 0; part < 100; ++part) {
            const auto more = hub->followSwitches();
            ASSERT_TRUE(more);
            if (!*more)
                return;
        }
        FAIL() << "It never ends.";
    }

private:
    std::vector<std::unique_ptr<HubService>> m_before;
};

TEST_F(SwitchesInPartsTest, SwitchedOffNobodyIsServedFromTheDecisionOnWhateverPartIsDone)
{
    switchOn();
    QList<RecordId> shared;
    for (int i = 0; i < 5; ++i)
        shared.append(visitNow());
    auto colleague = device(u"b"_s), author = device(u"a"_s);
    decideAlone({});
    EXPECT_EQ(inTeam(), 5);
    for (int part = 0; inTeam() > 0; ++part) {
        auto another = device(u"b"_s);
        for (const RecordId &record : std::as_const(shared))
            EXPECT_FALSE(another.row(record)) << "a device that had nothing is given none of it, after part " << part;
        EXPECT_TRUE(another.scopes[u"team:north"_s].digest.isEmpty()) << "a digest of what is withheld would have the device ask for all again";
        EXPECT_EQ(check().problem, QString());
        EXPECT_EQ(check().unfollowed, inTeam());
        const qint64 before = inTeam();
        followSome();
        EXPECT_GE(inTeam(), before - 2) << "no more than two in one transaction";
        restart();   // killed, and started again: it begins at the first record
    }
    followToTheEnd();
    EXPECT_FALSE(*hub->followSwitches()) << "it is noted once";
    EXPECT_EQ(check().unfollowed, 0);
    expectSound(colleague);
    expectSound(author);
    for (const RecordId &record : std::as_const(shared)) {
        EXPECT_FALSE(colleague.row(record));
        EXPECT_TRUE(author.row(record));
    }
}

TEST_F(SwitchesInPartsTest, WhatIsPushedBetweenTwoPartsIsReadByTheDecisionAndStaysSo)
{
    const qint64 since = clock.now().msSinceEpoch;
    QList<RecordId> written;
    for (int i = 0; i < 3; ++i)
        written.append(visitNow());
    decideAlone({ { teamSwitch, since } });
    ASSERT_TRUE(*hub->followSwitches());
    const RecordId between = visitNow(), said = addendumTo(written.first());
    EXPECT_TRUE(has(u"b"_s, between) && has(u"b"_s, said));
    followToTheEnd();
    auto colleague = device(u"b"_s);
    for (const RecordId &record : std::as_const(written))
        EXPECT_TRUE(colleague.row(record));
    expectSound(colleague);
}

/// As many as a large council has, and what it has in one transaction.
class SwitchOverManyTest : public SwitchesTest {
protected:
    static constexpr int together = 500;
    SwitchOverManyTest() : SwitchesTest({ .followedTogether = together }) { }
};

TEST_F(SwitchOverManyTest, ManyRecordsMoveWhileOthersPushAndNobodyWaitsForThemAll)
{
    const int records = qEnvironmentVariableIsEmpty("SIGHTLINE_DEEP") ? 5'000 : 50'000;
    SodiumRandom ids;
    switchOn();
    auto author = device(u"a"_s);
    for (int made = 0; made < records; made += 100) {
        QList<Operation> some;
        for (int i = 0; i < 100; ++i) {
            RecordBody body = visit(u"a"_s);
            body.completedAtMs = clock.now().msSinceEpoch;
            some.append(author.create(body, newId<RecordId>(clock, ids)));
            some.last().id = newId<OperationId>(clock, ids);
        }
        ASSERT_EQ(author.sync(some).acks.size(), 100);
    }
    const auto teamHas = [this] { return (*store->snapshot())->scope(u"team:north"_s)->count; };
    ASSERT_GE(teamHas(), records);
    {
        auto transaction = store->begin();
        ASSERT_TRUE(hub->publish(**transaction, cardWith({})));
        ASSERT_TRUE((*transaction)->commit());
    }
    // Between any two parts somebody else's push is taken, and no part is larger than was said.
    auto other = device(u"c"_s);
    int parts = 0;
    for (qint64 left = teamHas(); left > 0; ++parts) {
        ASSERT_TRUE(*hub->followSwitches());
        const qint64 now = teamHas();
        ASSERT_LE(left - now, together);
        left = now;
        Operation meanwhile = other.create(visit(u"c"_s), newId<RecordId>(clock, ids));
        meanwhile.id = newId<OperationId>(clock, ids);
        ASSERT_EQ(outcomeName(other.sync({ meanwhile }).acks.at(0).outcome), u"applied"_s);
        ASSERT_LT(parts, records);
    }
    EXPECT_GE(parts, records / together);
    while (*hub->followSwitches()) { }
    const auto snapshot = store->snapshot();
    const auto checked = selfCheck(**snapshot, builtIn());
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->problem, QString());
    EXPECT_EQ(checked->unfollowed, 0);
    std::printf("switch over many: %d records moved in %d parts, a push of somebody else's between each two\n", records, parts);
}

TEST_F(SwitchesInPartsTest, TurnedAgainOnTheWayItEndsWhereItWasTurnedLast)
{
    const qint64 since = clock.now().msSinceEpoch;
    switchOn();
    for (int i = 0; i < 5; ++i)
        (void)visitNow();
    auto colleague = device(u"b"_s);
    decideAlone({});
    ASSERT_TRUE(*hub->followSwitches());
    EXPECT_EQ(inTeam(), 3);
    decideAlone({ { teamSwitch, since } });
    followToTheEnd();
    EXPECT_EQ(inTeam(), 5);
    expectSound(colleague);
    // A card that turns nothing finds everything in its place.
    decideAlone({ { teamSwitch, since }, { u"something_else"_s, 1 } });
    EXPECT_FALSE(*hub->followSwitches());
}

} // namespace
