// A council turns a switch, and the programs that have its records follow are killed with -9 between two parts: first `council set`, then
// `serve`. Whoever goes on ends where the council decided, and a device that pulls meanwhile is given nothing that has still to leave.
#include "core/people/council_card.h"
#include "core/records/published.h"
#include "core/store/store_directory.h"
#include "sync/hub/ops/open_hub.h"
#include "sync/hub/service/follow_switches.h"
#include "tests/integration/hub/wire_device.h"
#include "tests/integration/real_processes.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <gtest/gtest.h>

#include <cstdio>

using namespace sightline;
using namespace sightline::hub;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

/// Seven whole parts and a bit: a kill that is some parts late, on a machine with much else to do, still falls between two.
constexpr int visits = 7 * followedTogetherUsual + 100;
constexpr int pushedTogether = 100;
const QString teamScope = u"team:early-support-north"_s;

/// Where the visits are, as the database says.
struct Sides {
    int in = 0;    ///< the team may read it
    int out = 0;
};

class SwitchKillTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(world.makeCouncil() && world.startHub());
        ASSERT_TRUE(world.enrol(u"colleague"_s, u"practitioner-north-2"_s) && world.enrol(u"manager"_s, u"tm-early-support-north"_s));
        auto opened = OpenHub::open(hubPaths(u"sqlite:"_s + world.hubDatabase(), world.hubKeys()).value(), OpenFor::Administering);
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        hub = std::move(opened).value();
    }

    [[nodiscard]] CouncilCard card()
    {
        const auto snapshot = hub->store().snapshot();
        const auto row = (*snapshot)->record(publishedId(RecordType::Council, u"council"_s));
        if (!row || !*row)
            return {};
        return councilCardFromJson(bodyFromBytes((*row)->body)->answers).value();
    }
    /// Home visits of a practitioner, sent as a device sends them.
    void pushVisits()
    {
        const Json form = world.cli(u"manager"_s, { u"templates"_s, u"T02"_s }).json();
        ASSERT_FALSE(form[u"version"_s].toString().isEmpty());
        const QString author = u"practitioner-north-1"_s;
        WireDevice device(world.hubPort(), author, QString::fromLatin1(world.hub({ u"enrol"_s, author }).out.trimmed()));
        ASSERT_TRUE(device.isEnrolled() && device.pullAll());
        const SystemClock clock;
        for (int sent = 0; sent < visits; sent += pushedTogether) {
            QList<Operation> operations;
            for (int i = 0; i < pushedTogether; ++i) {
                RecordBody body;
                body.type = RecordType::Form;
                body.state = RecordState::Completed;
                body.author = PersonId(author);
                body.form = u"T02@"_s + form[u"version"_s].toString();
                body.service = ServiceId(u"early-support"_s);
                body.team = TeamId(u"early-support-north"_s);
                body.madeAtMs = body.completedAtMs = clock.now().msSinceEpoch;
                body.answers.insert(u"purpose"_s, u"To see the child, %1."_s.arg(sent + i));
                operations.append(device.create(body));
                records.append(operations.last().record);
            }
            const auto answer = device.sync(operations);
            ASSERT_TRUE(answer);
            ASSERT_EQ(answer->acks.size(), pushedTogether);
            for (const wire::Ack &ack : answer->acks)
                ASSERT_EQ(outcomeName(ack.outcome), u"applied"_s);
        }
    }
    [[nodiscard]] qint64 inTeam()
    {
        const auto snapshot = hub->store().snapshot();
        return (*snapshot)->scope(teamScope)->count;
    }
    [[nodiscard]] Sides sides()
    {
        const auto snapshot = hub->store().snapshot();
        Sides counted;
        for (const RecordId &record : std::as_const(records)) {
            const auto entries = (*snapshot)->entriesOf(record);
            const bool isIn = std::any_of(entries->cbegin(), entries->cend(), [](const Entry &entry) { return entry.present && entry.scope == teamScope; });
            (isIn ? counted.in : counted.out) += 1;
        }
        return counted;
    }
    /// Until a part more is done than at @p before. False if none is within a minute.
    [[nodiscard]] bool waitForAPart(qint64 before)
    {
        QElapsedTimer waited;
        waited.start();
        while (inTeam() == before) {
            if (waited.elapsed() > 60'000)
                return false;
        }
        return true;
    }
    /// Nobody is at it any more: what is where it was, and where it goes. True if the kill fell between two parts.
    [[nodiscard]] bool isBetweenParts(const char *who, Sides *found)
    {
        *found = sides();
        std::printf("%s killed with -9: %d visits with the team, %d without\n", who, found->in, found->out);
        return found->in > 0 && found->out > 0 && found->in + found->out == visits;
    }
    /// How many home visits @p device has after it has pulled, as its store says when it is opened again.
    [[nodiscard]] qsizetype visitsOn(const QString &device)
    {
        const ProgramRun pulled = world.cli(device, { u"sync"_s });
        EXPECT_EQ(pulled.exitCode, 0) << pulled.err.toStdString();
        const SystemClock clock;
        SodiumRandom random;
        const auto store = StoreDirectory(world.storePath(device)).open({ SecretBytes::copyOf("a passphrase of a test"), nullptr, {} }, clock, random);
        EXPECT_TRUE(store) << store.error().detail.toStdString();
        const auto rows = (*store)->view().ofType(RecordType::Form);
        return std::count_if(rows->cbegin(), rows->cend(), [](const ViewRow &row) { return row.form.startsWith(u"T02@"_s); });
    }
    /// `check` finds nothing wrong, and sooner or later nothing that has still to follow.
    void expectFollowed()
    {
        QElapsedTimer waited;
        waited.start();
        for (qint64 left = 1; left > 0;) {
            ASSERT_LT(waited.elapsed(), 60'000) << left << " records do not follow";
            const ProgramRun check = world.hub({ u"check"_s, u"--json"_s });
            ASSERT_EQ(check.exitCode, 0) << check.err.toStdString() << check.out.toStdString();
            left = check.json()[u"unfollowed"_s].toInteger();
        }
    }

    RealProcesses world { QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB) };
    std::unique_ptr<OpenHub> hub;   ///< beside the others, as administration is: to look, and once to decide
    QList<RecordId> records;
};

TEST_F(SwitchKillTest, KilledBetweenTwoPartsItEndsWhereTheCouncilDecidedAndNobodyIsGivenMoreMeanwhile)
{
    ASSERT_EQ(world.hub({ u"council"_s, u"set"_s, u"--switch"_s, u"home_visits_for_team=on"_s }).exitCode, 0);
    pushVisits();
    ASSERT_FALSE(HasFatalFailure());
    const CouncilCard on = card();
    ASSERT_EQ(on.switchedOn.size(), 1);
    ASSERT_EQ(sides().in, visits);
    EXPECT_EQ(visitsOn(u"colleague"_s), visits);
    Sides found;

    // Off. Both programs that follow are killed between two parts, and the device pulls before another goes on.
    qint64 before = inTeam();
    const auto deciding = world.beginHub({ u"council"_s, u"set"_s, u"--switch"_s, u"home_visits_for_team=off"_s });
    ASSERT_TRUE(waitForAPart(before));
    deciding->kill();
    ASSERT_TRUE(RealProcesses::finish(*deciding).wasKilled);
    before = inTeam();
    ASSERT_TRUE(waitForAPart(before)) << "`serve` does not go on with what `council set` has left";
    world.killHub();
    ASSERT_TRUE(isBetweenParts("council set, then serve", &found));
    ASSERT_TRUE(world.startHub());
    EXPECT_LE(visitsOn(u"colleague"_s), found.in) << "what has followed is gone from the team's device, and none of it comes back";
    EXPECT_EQ(visitsOn(u"manager"_s), visits) << "nobody else loses any";
    expectFollowed();
    EXPECT_EQ(sides().out, visits);
    EXPECT_EQ(visitsOn(u"colleague"_s), 0);

    // And on again for those very visits, by a decision that a program was killed over at once.
    before = inTeam();
    ASSERT_TRUE(hub->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto decided =
            hub->service().publish(transaction, { { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(on)) } });
        return decided ? Result<void>() : decided.error();
    }));
    ASSERT_TRUE(waitForAPart(before));
    world.killHub();
    ASSERT_TRUE(isBetweenParts("serve", &found));
    ASSERT_TRUE(world.startHub());
    expectFollowed();
    EXPECT_EQ(sides().in, visits);
    EXPECT_EQ(visitsOn(u"colleague"_s), visits) << "each once, and all of them";
    EXPECT_EQ(visitsOn(u"manager"_s), visits);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
