#include "tests/integration/real_processes.h"

#include <QDate>
#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

/// The programme over real programs: what happens, what is put off, who is away, and what every device makes of it.
class ProgrammeTripTest : public testing::Test {
protected:
    ProgrammeTripTest() : world(QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB)) { }

    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(QDir(world.folder()).filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    void begin(const QStringList &people)
    {
        ASSERT_TRUE(world.makeCouncil() && world.startHub());
        const QString made = write(u"people.csv"_s,
                                   "id,name,roles,service,oversees,manager\n"
                                   "hos-placements,\"Head of Service, Placements\",Head of Service,placement-team,placement-team,sd-resources\n"
                                   "tm-placements,\"Team Manager, Placements\",Team Manager,placement-team,,hos-placements\n"
                                   "sw-placements,\"Social Worker, Placements\",Practitioner,placement-team,,tm-placements\n");
        const ProgramRun imported = world.hub({ u"people"_s, u"import"_s, u"--people"_s, made });
        ASSERT_EQ(imported.exitCode, 0) << imported.err.toStdString();
        for (const QString &person : people)
            ASSERT_TRUE(world.enrol(person, person));
    }
    void sync(const QStringList &people)
    {
        for (const QString &person : people)
            ASSERT_EQ(world.cli(person, { u"sync"_s }).exitCode, 0) << qPrintable(person);
    }
    Json eventLine(const QString &person, const QString &activity)
    {
        const Json board = world.cli(person, { u"events"_s }).json();
        for (const Json &line : board.toArray()) {
            if (line[u"activity"_s].toString() == activity)
                return line;
        }
        return {};
    }
    /// The first task of @p person's plan of @p activity that is in one of @p states.
    Json planned(const QString &person, const QString &activity, const QStringList &states)
    {
        const Json plan = world.cli(person, { u"plan"_s }).json();
        for (const Json &task : plan.toArray()) {
            if (task[u"activity"_s].toString() == activity && states.contains(task[u"state"_s].toString()))
                return task;
        }
        return {};
    }

    RealProcesses world;
};

TEST_F(ProgrammeTripTest, EachPlacementAsksOnceAndTheBoardCountsWhatBecameOfIt)
{
    const QString head = u"hos-placements"_s, manager = u"tm-placements"_s;
    begin({ head, manager });
    const QString today = QDate::currentDate().toString(Qt::ISODate);
    const QByteArray row = "," + today.toUtf8() + ",";
    const QString table = write(u"events.csv"_s, "activity,date,reference,due\nS6.2" + row + "PL-1,\nS6.2" + row + "PL-2,\nS6.2" + row + "PL-3,\n");
    const QStringList import { u"event"_s, u"import"_s, table, u"--source"_s, u"case system"_s, u"--json"_s };
    EXPECT_EQ(world.hub(import).json()[u"added"_s].toInteger(), 3);
    EXPECT_EQ(world.hub(import).json()[u"known"_s].toInteger(), 3) << "the same table again";
    const QString broken = write(u"broken.csv"_s, "activity,date,reference\nS6.2" + row + "PL-9\nS6.2,yesterday,PL-10\n");
    const ProgramRun refused = world.hub({ u"event"_s, u"import"_s, broken });
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_TRUE(refused.err.contains("line 3, date")) << refused.err.toStdString();

    sync({ head, manager });
    world.killHub();
    // The same placement entered by hand where the table was not known yet, and one that no system numbers.
    EXPECT_TRUE(world.cli(manager, { u"event"_s, u"add"_s, u"--activity"_s, u"S6.2"_s, u"--reference"_s, u"PL-2"_s, u"--source"_s, u"case system"_s })
                    .json()[u"known"_s]
                    .toBool());
    EXPECT_EQ(world.cli(manager, { u"event"_s, u"add"_s, u"--activity"_s, u"S6.2"_s, u"--title"_s, u"An emergency placement"_s }).exitCode, 0);
    Json line = eventLine(manager, u"S6.2"_s);
    EXPECT_EQ(line[u"happened"_s].toInteger(), 4);
    EXPECT_EQ(line[u"open"_s].toInteger(), 4);

    // One is left out by the head, with a reason.
    ASSERT_TRUE(world.startHub());
    sync({ manager, head });
    const auto taskAt = [&](int at) { return line[u"events"_s].toArray().at(at)[u"task"_s].toString(); };
    const QString waived = taskAt(0);
    ASSERT_EQ(world.cli(head, { u"waive"_s, waived, u"--reason"_s, u"The placement ended the same day."_s }).exitCode, 0);
    const ProgramRun silent = world.cli(head, { u"waive"_s, waived, u"--reason"_s, u""_s });
    EXPECT_NE(silent.exitCode, 0);
    EXPECT_TRUE(silent.err.contains("--reason")) << silent.err.toStdString();
    sync({ head, manager });
    line = eventLine(head, u"S6.2"_s);
    EXPECT_EQ(line[u"happened"_s].toInteger(), 4);
    EXPECT_EQ(line[u"waived"_s].toInteger(), 1);
    EXPECT_EQ(line[u"open"_s].toInteger(), 3);
    EXPECT_EQ(eventLine(manager, u"S6.2"_s), line) << "every device counts alike";
    EXPECT_EQ(world.cli(head, { u"status"_s }).json()[u"held"_s].toInteger(), 0);
    EXPECT_TRUE(world.stopHub());
}

TEST_F(ProgrammeTripTest, APractitionerAsksAManagerAnswersAndBothPlansSaySo)
{
    const QString worker = u"practitioner-north-1"_s, manager = u"tm-early-support-north"_s, head = u"hos-early-support"_s;
    begin({ worker, manager, head });
    sync({ worker, manager, head });
    const Json task = planned(worker, u"S20.2"_s, { u"due"_s, u"late"_s });
    ASSERT_FALSE(task.isNull());
    const QString id = task[u"task"_s].toString();
    const QString until = QDate::currentDate().addDays(30).toString(Qt::ISODate);
    const QString asked = world.cli(worker, { u"waive"_s, id, u"--until"_s, until, u"--reason"_s, u"The data come late."_s }).json()[u"waiver"_s].toString();
    ASSERT_FALSE(asked.isEmpty());
    const auto standing = [&](const QString &person) {
        const Json plan = world.cli(person, { u"plan"_s }).json();
        for (const Json &one : plan.toArray()) {
            if (one[u"task"_s].toString() == id)
                return one[u"waiver"_s][u"standing"_s].toString() + u' ' + one[u"due"_s].toString();
        }
        return QString();
    };
    EXPECT_TRUE(standing(worker).startsWith(u"asked"_s)) << "a practitioner does not decide alone";
    EXPECT_TRUE(world.cli(worker, { u"waivers"_s }).json().toArray().isEmpty()) << "nobody answers their own";
    EXPECT_NE(world.cli(worker, { u"waiver"_s, u"approve"_s, asked }).exitCode, 0);
    sync({ worker, manager });
    ASSERT_EQ(world.cli(manager, { u"waivers"_s }).json().toArray().size(), 1);
    EXPECT_EQ(world.cli(manager, { u"waiver"_s, u"approve"_s, asked }).exitCode, 0);
    EXPECT_TRUE(world.cli(manager, { u"waivers"_s }).json().toArray().isEmpty());
    sync({ manager, worker });
    EXPECT_EQ(standing(manager), u"in-force "_s + until);
    EXPECT_EQ(standing(worker), standing(manager));
    EXPECT_TRUE(world.stopHub());
}

TEST_F(ProgrammeTripTest, WorkGoesToWhomItIsPassedAndToWhoCovers)
{
    const QString owner = u"sm-early-support"_s, colleague = u"tm-early-support-south"_s, other = u"tm-early-support-north"_s;
    begin({ owner, colleague, other });
    sync({ owner, colleague, other });
    const auto ownersOf = [&](const QString &person, const QString &id) {
        const Json plan = world.cli(person, { u"plan"_s }).json();
        QStringList owners;
        for (const Json &one : plan.toArray()) {
            for (const Json &each : one[u"task"_s].toString() == id ? one[u"owners"_s].toArray() : Json::Array())
                owners.append(each[u"person"_s].toString() + u' ' + each[u"reason"_s].toString());
        }
        owners.sort();
        return owners;
    };
    const Json task = planned(owner, u"S20.3"_s, { u"due"_s, u"late"_s });
    const QString id = task[u"task"_s].toString();
    ASSERT_TRUE(ownersOf(owner, id).contains(owner + u" holds-role"_s)) << ownersOf(owner, id).join(u", "_s).toStdString();
    ASSERT_EQ(world.cli(owner, { u"pass"_s, id, u"--to"_s, u"practitioner-south-1"_s }).exitCode, 0);
    sync({ owner, colleague });
    EXPECT_TRUE(ownersOf(colleague, id).contains(u"practitioner-south-1 passed-on"_s));
    EXPECT_FALSE(ownersOf(colleague, id).contains(owner + u" holds-role"_s));
    ASSERT_EQ(world.cli(owner, { u"pass"_s, id }).exitCode, 0) << "and back";
    EXPECT_TRUE(ownersOf(owner, id).contains(owner + u" holds-role"_s));
    EXPECT_NE(world.cli(owner, { u"pass"_s, id }).exitCode, 0) << "nothing is left to take back";

    EXPECT_NE(world.cli(colleague, { u"absence"_s, u"add"_s, owner }).exitCode, 0) << "not of a manager of one's own";
    const ProgramRun away = world.cli(owner, { u"absence"_s, u"add"_s, owner, u"--cover"_s, u"dom-early-support"_s });
    ASSERT_EQ(away.exitCode, 0) << away.err.toStdString();
    sync({ owner, other });
    EXPECT_TRUE(ownersOf(other, id).contains(u"dom-early-support covers"_s)) << ownersOf(other, id).join(u", "_s).toStdString();
    ASSERT_EQ(world.cli(other, { u"absences"_s }).json().toArray().size(), 1);
    ASSERT_EQ(world.cli(owner, { u"absence"_s, u"remove"_s, away.json()[u"absence"_s].toString() }).exitCode, 0);
    EXPECT_TRUE(ownersOf(owner, id).contains(owner + u" holds-role"_s));

    // A leaver's work goes to a named person from the day after.
    const ProgramRun left = world.hub(
        { u"user"_s, u"leave"_s, owner, u"--last-day"_s, QDate::currentDate().addDays(-1).toString(Qt::ISODate), u"--work-to"_s, u"dom-early-support"_s });
    ASSERT_EQ(left.exitCode, 0) << left.err.toStdString();
    sync({ other });
    const Json plan = world.cli(other, { u"plan"_s }).json();
    int handedOn = 0;
    for (const Json &one : plan.toArray()) {
        for (const Json &each : one[u"owners"_s].toArray()) {
            EXPECT_NE(each[u"person"_s].toString(), owner) << one[u"activity"_s].toString().toStdString();
            handedOn += each[u"instead_of"_s].toString() == owner && each[u"person"_s].toString() == u"dom-early-support";
        }
    }
    EXPECT_GT(handedOn, 5) << "the named colleague has what was theirs by role too";
    EXPECT_TRUE(world.stopHub());
}

} // namespace
