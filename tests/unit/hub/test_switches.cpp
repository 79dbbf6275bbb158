// A council's switches: who else reads the records of a form (decisions 6).
#include "core/records/published.h"
#include "sync/hub/ops/self_check.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

const QString teamSwitch = u"home_visits_for_team"_s;

/// Home visits are for their author and the lead; their team where the council says so.
class SwitchesTest : public HubTest {
protected:
    SwitchesTest()
    {
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:visit","version":"1.0","status":"active","title":"Home visit",
            "item":[{"linkId":"summary","text":"Summary","type":"text"}]})";
        static constexpr char meta[] = R"({"councilSwitches":[{"setting":"home_visits_for_team","adds":{"completed":["team"]},"default":false}]})";
        const RecordBody published =
            publishedFormBody({ u"T02@1.0"_s, u"Home visit"_s, form, { { u"author"_s }, { u"author"_s, u"lead"_s } }, *parseJson(meta) });
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.0"_s), published } }));
    }
    void decide(const QMap<QString, qint64> &switchedOn)
    {
        const CouncilCard card { .switchedOn = switchedOn };
        ASSERT_TRUE(hub->publish({ { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)) } }));
        clock.at.msSinceEpoch += 60'000;
    }
    void switchOn() { decide({ { teamSwitch, clock.now().msSinceEpoch } }); }
    void switchOff() { decide({}); }
    /// A visit by a, completed now and pushed.
    RecordId visitNow()
    {
        auto author = device(u"a"_s);
        RecordBody body = visit(u"a"_s);
        body.completedAtMs = clock.now().msSinceEpoch;
        const Operation made = author.create(body);
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

} // namespace
