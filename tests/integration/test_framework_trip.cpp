#include "core/packs/framework/framework_pack.h"
#include "core/schedule/framework_json.h"
#include "tests/integration/real_processes.h"
#include "tests/unit/framework/made_documents.h"

#include <QDate>
#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

class FrameworkTripTest : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(world.makeCouncil()); }

    QString fileOf(const QString &name, const QByteArray &content)
    {
        QFile file(QDir(world.folder()).filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        EXPECT_EQ(file.write(content), content.size());
        return file.fileName();
    }

    Json taskOn(const QString &device, const QString &id)
    {
        const Json tasks = world.cli(device, { u"tasks"_s }).json();
        for (const Json &task : tasks.toArray()) {
            if (task[u"task"_s].toString() == id)
                return task;
        }
        return {};
    }

    RealProcesses world { QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB) };
};

/// The built-in document with the row at @p line (from 1) called differently and a new promise above it.
QByteArray nextEdition(int line)
{
    QList<QByteArray> lines = builtInFramework().split('\n');
    lines[line - 1] = lines[line - 1].trimmed().prepend('\t') + " (all staff)";
    lines.insert(line - 1, "\tShadowing days\n\tWorkers spend a day beside a colleague\n\tTo learn from one another\n\tTeam Manager\n\tAnnually\n");
    return lines.join('\n');
}

TEST_F(FrameworkTripTest, ADocumentIsCompiledToWhatItsOwnCompilerSays)
{
    const QString document = fileOf(u"framework.txt"_s, builtInFramework());
    // No --db: a document is read without a council, so what RealProcesses adds is left out.
    QProcess program;
    program.start(QStringLiteral(SIGHTLINE_HUB), { u"framework"_s, u"compile"_s, document, u"--json"_s });
    const ProgramRun run = RealProcesses::finish(program);
    ASSERT_EQ(run.exitCode, 0) << run.err.toStdString();
    EXPECT_EQ(run.json(), sightline::toJson(*compileWithBuiltInTables(builtInFramework())));
    qsizetype activities = 0;
    const Json services = run.json()[u"services"_s];
    for (const Json &service : services.toArray())
        activities += service[u"activities"_s].toArray().size();
    EXPECT_EQ(services.toArray().size(), 28);
    EXPECT_EQ(activities, 168);

    struct Bad {
        QByteArray content;
        QByteArray says;
    };
    const QList<Bad> documents { { "", "" },
                                 { "Minutes of a meeting\n\nNothing was agreed.\n", "" },
                                 { QByteArray("\xff\xfe\x00t\x00", 5), "" },
                                 { QByteArray(2 * 1024 * 1024, 'a'), "larger than" } };
    for (const Bad &bad : documents) {
        QProcess refusing;
        refusing.start(QStringLiteral(SIGHTLINE_HUB), { u"framework"_s, u"compile"_s, fileOf(u"bad.txt"_s, bad.content), u"--json"_s });
        const ProgramRun refused = RealProcesses::finish(refusing);
        EXPECT_EQ(refused.exitCode, 2) << bad.content.left(20).toStdString();
        EXPECT_TRUE(refused.out.isEmpty());
        EXPECT_EQ(refused.err.count('\n'), 1) << refused.err.toStdString();
        EXPECT_TRUE(refused.err.contains(bad.says)) << refused.err.toStdString();
        // And nothing of it is installed.
        EXPECT_EQ(world.hub({ u"framework"_s, u"install"_s, fileOf(u"bad.txt"_s, bad.content) }).exitCode, 2);
    }
}

TEST_F(FrameworkTripTest, WhatWasDoneStillCountsWhenAnEditionCallsItDifferentlyAndPutsItElsewhere)
{
    ASSERT_TRUE(world.startHub() && world.enrol(u"a"_s, u"tm-early-support-north"_s));
    ASSERT_EQ(world.cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    const Json all = world.cli(u"a"_s, { u"tasks"_s }).json();
    ASSERT_FALSE(all.toArray().isEmpty());
    // One whose period is under way: what an edition asks for begins with the period in which it begins.
    Json before;
    for (const Json &each : all.toArray()) {
        if (before.isNull() && each[u"state"_s].toString() == u"due"_s)
            before = each;
    }
    ASSERT_FALSE(before.isNull());
    const QString task = before[u"task"_s].toString();
    const ProgramRun captured =
        world.cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--sign"_s, u"--answers"_s, world.answersFile(u"Done under the edition before"_s), u"--task"_s, task });
    ASSERT_EQ(captured.exitCode, 0) << captured.err.toStdString();

    const CompiledFramework first = *compileWithBuiltInTables(builtInFramework());
    const CompiledActivity *row = first.find(ActivityKey(before[u"activity_key"_s].toString()));
    ASSERT_TRUE(row);
    const QString document = fileOf(u"next.txt"_s, nextEdition(row->activity.line));
    const QString today = QDate::currentDate().toString(Qt::ISODate);
    const ProgramRun tried = world.hub({ u"framework"_s, u"install"_s, document, u"--from"_s, today, u"--try"_s, u"--json"_s });
    ASSERT_EQ(tried.exitCode, 0) << tried.err.toStdString();
    EXPECT_FALSE(tried.json()[u"installed"_s].toBool());
    ASSERT_EQ(world.cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    EXPECT_EQ(taskOn(u"a"_s, task)[u"what"_s], before[u"what"_s]) << "a try publishes nothing";

    const ProgramRun installed = world.hub({ u"framework"_s, u"install"_s, document, u"--from"_s, today, u"--json"_s });
    ASSERT_EQ(installed.exitCode, 0) << installed.err.toStdString();
    const Json carried = installed.json()[u"carried"_s];
    EXPECT_EQ(carried, tried.json()[u"carried"_s]);
    EXPECT_EQ(carried[u"unchanged"_s].toInteger(), 167);
    ASSERT_EQ(carried[u"reworded"_s].toArray().size(), 1);
    EXPECT_EQ(carried[u"new"_s].toArray().size(), 1);
    EXPECT_TRUE(carried[u"ended"_s].toArray().isEmpty());

    ASSERT_EQ(world.cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    const Json after = taskOn(u"a"_s, task);
    EXPECT_TRUE(after[u"what"_s].toString().endsWith(u"(all staff)"_s)) << after[u"what"_s].toString().toStdString();
    EXPECT_NE(after[u"activity"_s], before[u"activity"_s]) << "its place has moved";
    EXPECT_EQ(after[u"activity_key"_s], before[u"activity_key"_s]);
    EXPECT_EQ(after[u"done"_s].toInteger(), before[u"done"_s].toInteger() + 1);

    // What each was written by is on the hub.
    const ProgramRun second =
        world.cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--sign"_s, u"--answers"_s, world.answersFile(u"Done under the edition after"_s), u"--task"_s, task });
    ASSERT_EQ(second.exitCode, 0) << second.err.toStdString();
    ASSERT_EQ(world.cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    EXPECT_EQ(world.cli(u"a"_s, { u"status"_s }).json()[u"held"_s].toInteger(), 0);
    const QByteArray exported = world.hub({ u"export"_s }).out;
    const auto editionOf = [&](const QString &record) {
        for (const QByteArray &line : exported.split('\n')) {
            const auto json = parseJson(line);
            if (json && (*json)[u"record"_s].toString() == record)
                return (*json)[u"body"_s][u"edition"_s].toString();
        }
        return QString();
    };
    EXPECT_EQ(editionOf(captured.json()[u"record"_s].toString()), u"first"_s);
    EXPECT_EQ(editionOf(second.json()[u"record"_s].toString()), today);

    // An edition in force is not written over, and one that is to come may be put right.
    const QString tomorrow = QDate::currentDate().addDays(1).toString(Qt::ISODate);
    const QString changed = fileOf(u"changed.txt"_s, nextEdition(row->activity.line + 20));
    const ProgramRun over = world.hub({ u"framework"_s, u"install"_s, changed, u"--from"_s, today });
    EXPECT_EQ(over.exitCode, 1);
    EXPECT_TRUE(over.err.contains("is in force")) << over.err.toStdString();
    EXPECT_EQ(world.hub({ u"framework"_s, u"install"_s, changed }).exitCode, 1) << "nor the first one";
    const QString lastWeek = QDate::currentDate().addDays(-7).toString(Qt::ISODate);
    EXPECT_EQ(world.hub({ u"framework"_s, u"install"_s, changed, u"--from"_s, lastWeek }).exitCode, 2) << "nor slipped in before it";
    EXPECT_EQ(world.hub({ u"framework"_s, u"install"_s, changed, u"--from"_s, tomorrow }).exitCode, 0);
    EXPECT_EQ(world.hub({ u"framework"_s, u"install"_s, document, u"--from"_s, tomorrow }).exitCode, 0);

    const ProgramRun wrong = world.hub({ u"framework"_s, u"install"_s, document, u"--from"_s, today, u"--same"_s, u"nonsense"_s });
    EXPECT_EQ(wrong.exitCode, 2);
    EXPECT_EQ(wrong.err.count('\n'), 1) << wrong.err.toStdString();
}

/// The built-in document, with the rhythm of the row at @p line (from 1) changed; the cell is the last of its row.
QByteArray withRhythm(int line, const QByteArray &rhythm)
{
    QList<QByteArray> lines = builtInFramework().split('\n');
    lines[line - 1] = '\t' + rhythm;
    return lines.join('\n');
}

TEST_F(FrameworkTripTest, ADocumentThatMayNotMeanWhatItSeemsInstallsNothingUntilThatIsAccepted)
{
    const QString tomorrow = QDate::currentDate().addDays(1).toString(Qt::ISODate);
    const QString tracked = sightline::testing::MadeDocuments::all().path(u"tracked"_s);
    const QStringList install { u"framework"_s, u"install"_s, tracked, u"--from"_s, tomorrow };
    const auto editions = [this] { return world.hub({ u"framework"_s, u"editions"_s, u"--json"_s }).json().toArray().size(); };
    const ProgramRun refused = world.hub(install);
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_TRUE(refused.err.contains("Table 1, row 3: words that tracked changes delete were left out.")) << refused.err.toStdString();
    EXPECT_TRUE(refused.err.contains("Nothing was installed")) << refused.err.toStdString();
    EXPECT_EQ(editions(), 1);
    EXPECT_EQ(world.hub(install + QStringList { u"--try"_s }).exitCode, 0) << "a look changes nothing";
    EXPECT_EQ(editions(), 1);
    EXPECT_EQ(world.hub(install + QStringList { u"--accept"_s }).exitCode, 0);
    EXPECT_EQ(editions(), 2);
    for (const QString &name : { u"bomb"_s, u"many_rows"_s, u"protected"_s, u"doctype"_s }) {
        const ProgramRun hostile =
            world.hub({ u"framework"_s, u"install"_s, sightline::testing::MadeDocuments::all().path(name), u"--from"_s, tomorrow, u"--accept"_s });
        EXPECT_EQ(hostile.exitCode, 2) << name.toStdString();
        EXPECT_EQ(hostile.err.count('\n'), 1) << hostile.err.toStdString();
    }
    EXPECT_EQ(editions(), 2);
}

TEST_F(FrameworkTripTest, ANewEditionIsSaidInSentencesForWhomItAffects)
{
    const CompiledFramework first = *compileWithBuiltInTables(builtInFramework());
    const CompiledActivity *row = first.find(ActivityKey(u"early-support:data-meetings"_s));
    ASSERT_TRUE(row);
    const QString document = fileOf(u"next.txt"_s, withRhythm(row->activity.lastLine, "Monthly"));
    const ProgramRun run = world.hub({ u"framework"_s, u"diff"_s, document, u"--json"_s });
    ASSERT_EQ(run.exitCode, 0) << run.err.toStdString();
    const Json changes = run.json()[u"changes"_s];
    ASSERT_EQ(changes.toArray().size(), 1) << run.out.toStdString();
    EXPECT_EQ(changes.toArray().first()[u"says"_s].toString(), u"Early Support, Data Meetings: every 6 to 8 weeks becomes once a month; affects 4 people."_s);
    EXPECT_FALSE(run.json()[u"roles"_s].toArray().isEmpty());
    const auto changesFor = [&](const QString &person) {
        return world.hub({ u"framework"_s, u"diff"_s, document, u"--for"_s, person, u"--json"_s }).json()[u"changes"_s].toArray().size();
    };
    EXPECT_EQ(changesFor(u"tm-early-support-north"_s), 1);
    EXPECT_EQ(changesFor(u"practitioner-north-1"_s), 0);
    EXPECT_EQ(world.hub({ u"framework"_s, u"diff"_s, document, u"--for"_s, u"nobody-here"_s }).exitCode, 1);

    const QString tomorrow = QDate::currentDate().addDays(1).toString(Qt::ISODate);
    ASSERT_EQ(world.hub({ u"framework"_s, u"install"_s, document, u"--from"_s, tomorrow }).exitCode, 0);
    const ProgramRun named = world.hub({ u"framework"_s, u"diff"_s, u"first"_s, tomorrow, u"--json"_s });
    EXPECT_EQ(named.json()[u"changes"_s], changes) << named.err.toStdString();

    // Two documents need no council.
    QProcess program;
    program.start(QStringLiteral(SIGHTLINE_HUB), { u"framework"_s, u"diff"_s, fileOf(u"first.txt"_s, builtInFramework()), document });
    const ProgramRun apart = RealProcesses::finish(program);
    EXPECT_EQ(QString::fromUtf8(apart.out), u"Early Support, Data Meetings: every 6 to 8 weeks becomes once a month.\n"_s) << apart.err.toStdString();
}

TEST_F(FrameworkTripTest, AnAnswerOfTheOwnerCountsFromItsDayAndIsKeptInTheNextEdition)
{
    const Json questions = world.hub({ u"framework"_s, u"questions"_s, u"--json"_s }).json()[u"questions"_s];
    ASSERT_GE(questions.toArray().size(), 19);
    Json blank;
    for (const Json &question : questions.toArray()) {
        if (blank.isNull() && question[u"cell"_s].toString() == u"frequency"_s && question[u"reads"_s].toString().isEmpty())
            blank = question;
    }
    ASSERT_FALSE(blank.isNull());
    const QString key = blank[u"key"_s].toString();
    const QString tomorrow = QDate::currentDate().addDays(1).toString(Qt::ISODate);
    const QStringList answer { u"framework"_s, u"answer"_s, key, u"--by"_s, u"qa-manager"_s };
    EXPECT_EQ(world.hub(answer + QStringList { u"--words"_s, u"Bi-monthly"_s }).exitCode, 2) << "unclear itself";
    EXPECT_EQ(world.hub(answer).exitCode, 2) << "no answer";
    EXPECT_EQ(world.hub({ u"framework"_s, u"answer"_s, key, u"--by"_s, u"nobody-here"_s, u"--as-assumed"_s }).exitCode, 1);
    const ProgramRun answered = world.hub(answer + QStringList { u"--words"_s, u"Quarterly"_s, u"--json"_s });
    ASSERT_EQ(answered.exitCode, 0) << answered.err.toStdString();
    EXPECT_EQ(answered.json()[u"edition"_s].toString(), tomorrow);

    const Json settled = world.hub({ u"framework"_s, u"questions"_s, u"--edition"_s, tomorrow, u"--json"_s }).json();
    EXPECT_EQ(settled[u"questions"_s].toArray().size(), questions.toArray().size() - 1);
    ASSERT_EQ(settled[u"answers"_s].toArray().size(), 1);
    EXPECT_EQ(settled[u"answers"_s].toArray().first()[u"by"_s].toString(), u"qa-manager"_s);
    EXPECT_EQ(world.hub({ u"framework"_s, u"questions"_s, u"--json"_s }).json()[u"questions"_s], questions) << "today nothing has changed";
    const Json editions = world.hub({ u"framework"_s, u"editions"_s, u"--json"_s }).json();
    ASSERT_EQ(editions.toArray().size(), 2);
    EXPECT_EQ(editions.toArray()[0][u"standing"_s].toString(), u"in-force"_s);
    EXPECT_EQ(editions.toArray()[1][u"standing"_s].toString(), u"coming"_s);

    // The same document again, from a later day: what was answered of it stands.
    const QString later = QDate::currentDate().addDays(30).toString(Qt::ISODate);
    const ProgramRun installed = world.hub({ u"framework"_s, u"install"_s, fileOf(u"again.txt"_s, builtInFramework()), u"--from"_s, later, u"--json"_s });
    ASSERT_EQ(installed.exitCode, 0) << installed.err.toStdString();
    EXPECT_EQ(installed.json()[u"answers"_s].toInteger(), 1);
    EXPECT_EQ(world.hub({ u"framework"_s, u"diff"_s, tomorrow, later, u"--json"_s }).json()[u"changes"_s].toArray().size(), 0);
}

} // namespace
