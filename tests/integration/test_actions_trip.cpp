#include "tests/integration/real_processes.h"
#include "tests/qml/agreed_visit.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

TEST(ActionsTripTest, AnActionAgreedOnOneDeviceIsClosedOnAnotherAndReadOnTheFirst)
{
    RealProcesses world(QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB));
    ASSERT_TRUE(world.makeCouncil() && world.startHub());
    ASSERT_TRUE(world.enrol(u"visitor"_s, u"sm-early-support"_s) && world.enrol(u"owner"_s, u"tm-early-support-north"_s)
                && world.enrol(u"colleague"_s, u"tm-early-support-south"_s));
    const auto sync = [&](const QString &device) {
        const ProgramRun run = world.cli(device, { u"sync"_s });
        return run.exitCode == 0;
    };
    ASSERT_TRUE(sync(u"visitor"_s) && sync(u"owner"_s) && sync(u"colleague"_s));
    QFile file(QDir(world.folder()).filePath(u"agreed.json"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(writeJson(sightline::testing::agreedVisit(u"Ask for two more laptops"_s, u"tm-early-support-north"_s, QDate::currentDate().addDays(-1))));
    file.close();
    const ProgramRun captured = world.cli(u"visitor"_s, { u"capture"_s, u"T03"_s, u"--sign"_s, u"--answers"_s, file.fileName() });
    ASSERT_EQ(captured.exitCode, 0) << captured.err.toStdString();
    const QString record = captured.json()[u"record"_s].toString();
    EXPECT_TRUE(world.cli(u"visitor"_s, { u"actions"_s }).json().toArray().isEmpty()) << "it is its owner's";
    EXPECT_EQ(world.cli(u"visitor"_s, { u"actions"_s, u"--team"_s }).json().toArray().size(), 1) << "whom she manages";
    ASSERT_TRUE(sync(u"visitor"_s) && sync(u"owner"_s) && sync(u"colleague"_s));

    world.killHub();   // its owner has no signal
    const Json mine = world.cli(u"owner"_s, { u"actions"_s }).json();
    ASSERT_EQ(mine.toArray().size(), 1);
    const Json action = mine.toArray().first();
    EXPECT_EQ(action[u"record"_s].toString(), record);
    EXPECT_EQ(action[u"what"_s].toString(), u"Ask for two more laptops"_s);
    EXPECT_TRUE(action[u"overdue"_s].toBool());
    const QString row = action[u"row"_s].toString();
    const ProgramRun bare = world.cli(u"owner"_s, { u"action"_s, record, row, u"--status"_s, u"done"_s });
    EXPECT_EQ(bare.exitCode, 1);
    EXPECT_TRUE(bare.err.contains("what is different now")) << bare.err.toStdString();
    const ProgramRun foreign = world.cli(u"colleague"_s, { u"action"_s, record, row, u"--status"_s, u"under-way"_s });
    EXPECT_EQ(foreign.exitCode, 1) << "she neither owns, manages nor wrote it";
    const ProgramRun closed = world.cli(
        u"owner"_s, { u"action"_s, record, row, u"--status"_s, u"done"_s, u"--evidence"_s, u"The invoice"_s, u"--impact"_s, u"Nobody waits for a laptop."_s });
    ASSERT_EQ(closed.exitCode, 0) << closed.err.toStdString();
    EXPECT_TRUE(world.cli(u"owner"_s, { u"actions"_s }).json().toArray().isEmpty());

    ASSERT_TRUE(world.startHub());
    ASSERT_TRUE(sync(u"owner"_s) && sync(u"visitor"_s));
    EXPECT_EQ(world.cli(u"owner"_s, { u"status"_s }).json()[u"held"_s].toInteger(), 0);
    const Json read = world.cli(u"visitor"_s, { u"action"_s, record, row }).json();
    EXPECT_EQ(read[u"status"_s].toString(), u"done"_s);
    ASSERT_EQ(read[u"history"_s].toArray().size(), 1);
    EXPECT_EQ(read[u"history"_s].toArray().first()[u"impact"_s].toString(), u"Nobody waits for a laptop."_s);
    EXPECT_EQ(read[u"history"_s].toArray().first()[u"by"_s].toString(), u"tm-early-support-north"_s);
    EXPECT_TRUE(world.cli(u"visitor"_s, { u"show"_s, record }).out.contains("Nobody waits for a laptop.")) << "the record is read with it";
    EXPECT_TRUE(world.cli(u"visitor"_s, { u"actions"_s, u"--team"_s }).json().toArray().isEmpty());
    EXPECT_EQ(world.cli(u"visitor"_s, { u"show"_s, record }).json(), world.cli(u"owner"_s, { u"show"_s, record }).json());
    EXPECT_TRUE(world.stopHub());
}

} // namespace
