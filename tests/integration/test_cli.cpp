#include "core/store/store_directory.h"
#include "tests/integration/real_processes.h"
#include "tests/support/read_calendar.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

/// One council, one hub and three people's devices for all tests of this program: making them takes longer than using them.
class CliTest : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        world = std::make_unique<RealProcesses>(QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB));
        isReady = world->makeCouncil() && world->startHub() && world->enrol(u"a"_s, u"tm-early-support-north"_s) && world->enrol(u"b"_s, u"sm-early-support"_s)
            && world->enrol(u"c"_s, u"tm-fostering"_s);
    }
    static void TearDownTestSuite()
    {
        EXPECT_TRUE(world->stopHub()) << "the hub did not stop cleanly on SIGTERM";
        world.reset();
    }
    void SetUp() override
    {
        ASSERT_TRUE(isReady);
        const bool serves = world->hubIsRunning() || world->startHub();
        ASSERT_TRUE(serves);
    }

    static ProgramRun cli(const QString &device, const QStringList &arguments) { return world->cli(device, arguments); }
    static QString complete(const QString &device, const QString &words, const QStringList &more = {})
    {
        const ProgramRun run = cli(device, QStringList { u"capture"_s, u"T03"_s, u"--sign"_s, u"--answers"_s, world->answersFile(words) } + more);
        EXPECT_EQ(run.exitCode, 0) << run.err.toStdString();
        return run.json()[u"record"_s].toString();
    }
    static Json recordOn(const QString &device, const QString &id)
    {
        const Json records = cli(device, { u"records"_s }).json();
        for (const Json &record : records.toArray()) {
            if (record[u"record"_s].toString() == id)
                return record;
        }
        return {};
    }
    /// Failed with @p exitCode, said one sentence on standard error and nothing on standard output.
    static void expectRefusal(const ProgramRun &run, int exitCode, const QByteArray &says)
    {
        EXPECT_EQ(run.exitCode, exitCode) << run.err.toStdString();
        EXPECT_EQ(run.err.count('\n'), 1) << run.err.toStdString();
        EXPECT_TRUE(run.err.contains(says)) << run.err.toStdString();
        EXPECT_TRUE(run.out.isEmpty()) << run.out.toStdString();
    }
    static QString fileWith(const QByteArray &content)
    {
        QFile file(QDir(world->folder()).filePath(u"bad.json"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
        return file.fileName();
    }

    static std::unique_ptr<RealProcesses> world;
    static bool isReady;
};

std::unique_ptr<RealProcesses> CliTest::world;
bool CliTest::isReady = false;

TEST_F(CliTest, ARecordCapturedOfflineReachesTheColleagueWhoMayReadItAndNobodyElse)
{
    const Json tasks = cli(u"a"_s, { u"tasks"_s }).json();
    ASSERT_GT(tasks.toArray().size(), 0);
    const QString task = tasks.toArray().first()[u"task"_s].toString();
    const qint64 done = tasks.toArray().first()[u"done"_s].toInteger();
    world->killHub();   // no signal
    const QString record = complete(u"a"_s, u"The whole trip"_s, { u"--task"_s, task });
    ASSERT_FALSE(record.isEmpty());
    EXPECT_EQ(recordOn(u"a"_s, record)[u"state"_s].toString(), u"here"_s);
    EXPECT_EQ(cli(u"a"_s, { u"status"_s }).json()[u"waiting"_s].toInteger(), 1);
    const QByteArray before = cli(u"a"_s, { u"records"_s }).out;
    expectRefusal(cli(u"a"_s, { u"sync"_s }), 3, "hub");
    EXPECT_EQ(cli(u"a"_s, { u"records"_s }).out, before);   // and it changed nothing

    ASSERT_TRUE(world->startHub());
    const Json sent = cli(u"a"_s, { u"sync"_s }).json();
    EXPECT_EQ(sent[u"pushed"_s].toInteger(), 1);
    EXPECT_EQ(sent[u"receipted"_s].toInteger(), 1);
    EXPECT_EQ(sent[u"held"_s].toInteger(), 0);
    const Json receipt = recordOn(u"a"_s, record);
    EXPECT_EQ(receipt[u"state"_s].toString(), u"on-hub"_s);
    EXPECT_GT(receipt[u"seq"_s].toInteger(), 0);
    EXPECT_FALSE(receipt[u"hub_time"_s].toString().isEmpty());
    EXPECT_EQ(cli(u"a"_s, { u"status"_s }).json()[u"waiting"_s].toInteger(), 0);
    const Json after = cli(u"a"_s, { u"tasks"_s }).json();   // kept: a range lives no longer than what it is taken from
    bool isThere = false;
    for (const Json &each : after.toArray()) {
        if (each[u"task"_s].toString() == task) {
            isThere = true;
            EXPECT_EQ(each[u"done"_s].toInteger(), done + 1);
        }
    }
    EXPECT_TRUE(isThere);

    ASSERT_EQ(cli(u"b"_s, { u"sync"_s }).exitCode, 0);
    EXPECT_EQ(recordOn(u"b"_s, record)[u"author"_s].toString(), u"tm-early-support-north"_s);
    const ProgramRun shown = cli(u"b"_s, { u"show"_s, record });
    EXPECT_TRUE(shown.out.contains("The whole trip"));
    EXPECT_EQ(shown.exitCode, 0);
    ASSERT_EQ(cli(u"c"_s, { u"sync"_s }).exitCode, 0);
    EXPECT_TRUE(recordOn(u"c"_s, record).isNull());
    expectRefusal(cli(u"c"_s, { u"show"_s, record }), 1, "no such record");
}

TEST_F(CliTest, AnAddendumTravelsBackAndTheFirstCaptureStays)
{
    const QString record = complete(u"a"_s, u"First capture"_s);
    ASSERT_EQ(cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    const QByteArray first = cli(u"a"_s, { u"show"_s, record }).out;
    ASSERT_EQ(cli(u"b"_s, { u"sync"_s }).exitCode, 0);
    ASSERT_EQ(cli(u"b"_s, { u"addendum"_s, record, u"--text"_s, u"Read, and agreed."_s }).exitCode, 0);
    ASSERT_EQ(cli(u"b"_s, { u"sync"_s }).exitCode, 0);
    ASSERT_EQ(cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    const Json shown = cli(u"a"_s, { u"show"_s, record }).json();
    EXPECT_EQ(shown[u"status"_s].toString(), u"amended"_s);
    EXPECT_TRUE(writeJson(shown).contains("Read, and agreed."));
    EXPECT_EQ(shown[u"item"_s], parseJson(first)->operator[](u"item"_s));
}

TEST_F(CliTest, ASecondProgramIsToldThatTheStoreIsOpen)
{
    // `capture --answers -` waits for its input with the store open. The look from outside takes the lock for a moment too, so the first
    // may find it taken and give up, and is begun again. Where both take it in the same moment, both give up: one refusal does not show
    // that the first has the store, and a second one, when nobody else is left to hold it, does.
    std::unique_ptr<QProcess> first;
    ProgramRun second;
    int refusals = 0;   // of those that ran beside this first one, in a row
    for (int i = 0; i < 200 && refusals < 2; ++i) {
        if (!first || first->waitForFinished(0) || first->state() == QProcess::NotRunning) {
            first = world->begin(u"a"_s, { u"capture"_s, u"T03"_s, u"--answers"_s, u"-"_s });
            refusals = 0;
        }
        second = cli(u"a"_s, { u"status"_s });
        refusals = second.exitCode == 4 ? refusals + 1 : 0;
    }
    ASSERT_EQ(refusals, 2);
    expectRefusal(second, 4, "Sightline is open on this store.");
    first->closeWriteChannel();
    EXPECT_EQ(RealProcesses::finish(*first).exitCode, 1);   // it was given no answers
    EXPECT_EQ(cli(u"a"_s, { u"status"_s }).exitCode, 0);
}

TEST_F(CliTest, InvalidAnswersAreRefusedByNameAndLeaveNothingUnlessKeptAsADraft)
{
    const qsizetype before = cli(u"a"_s, { u"records"_s }).json().toArray().size();
    const QString empty = fileWith(R"({"resourceType":"QuestionnaireResponse","status":"completed","item":[]})");
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--answers"_s, empty }), 1, "story:");
    EXPECT_EQ(cli(u"a"_s, { u"records"_s }).json().toArray().size(), before);
    const ProgramRun draft = cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--draft"_s, u"--answers"_s, empty });
    EXPECT_EQ(draft.exitCode, 0);
    EXPECT_EQ(recordOn(u"a"_s, draft.json()[u"record"_s].toString())[u"state"_s].toString(), u"draft"_s);
}

TEST_F(CliTest, BadInputGetsOneSentenceAndNoCrash)
{
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--answers"_s, fileWith("{\"resourceType\":") }), 1, "line 1");
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--answers"_s, fileWith("[]") }), 1, "QuestionnaireResponse");
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--answers"_s, fileWith(QByteArray(100'000, '[')) }), 1, "");
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--answers"_s, fileWith("\xff\xfe") }), 1, "");
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--answers"_s, u"/no/such/file"_s }), 1, "/no/such/file");
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T99"_s, u"--answers"_s, world->answersFile(u"x"_s) }), 1, "T99");
    expectRefusal(cli(u"a"_s, { u"show"_s, u"not-an-id"_s }), 1, "not-an-id");
    expectRefusal(cli(u"a"_s, { u"tasks"_s, u"--on"_s, u"2026-02-30"_s }), 1, "2026-02-30");
    expectRefusal(cli(u"a"_s, { u"frob"_s }), 2, "");
    expectRefusal(cli(u"a"_s, { u"tasks"_s, u"--frob"_s }), 2, "--frob");
    expectRefusal(cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--task"_s, u"00000000-0000-4000-8000-000000000000"_s, u"--answers"_s, world->answersFile(u"x"_s) }),
                  1, "task");
    expectRefusal(cli(u"nowhere"_s, { u"status"_s }), 1, "no Sightline store");
    EXPECT_FALSE(QDir(world->storePath(u"nowhere"_s)).exists());
}

TEST_F(CliTest, InitThatCannotJoinLeavesNothingBehind)
{
    expectRefusal(cli(u"new"_s, { u"init"_s, u"--hub"_s, u"http://127.0.0.1:9"_s, u"--enrol"_s, u"AAAA"_s }), 3, "hub");
    expectRefusal(cli(u"new"_s, { u"init"_s, u"--hub"_s, u"http://hub.example.org"_s, u"--enrol"_s, u"AAAA"_s }), 1, "http");
    EXPECT_FALSE(QDir(world->storePath(u"new"_s)).exists());
}

TEST_F(CliTest, AnswersHaveTheMembersThatScriptsRelyOn)
{
    const QString record = complete(u"a"_s, u"A line of the export"_s);
    ASSERT_EQ(cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    const auto expectMembers = [](const Json &json, const QStringList &members, const char *of) {
        for (const QString &member : members)
            EXPECT_TRUE(json.toObject().contains(member)) << of << " has no " << member.toStdString();
    };
    const Json status = cli(u"a"_s, { u"status"_s, u"--json"_s }).json();
    expectMembers(status, { u"waiting"_s, u"held"_s, u"last_contact"_s }, "status");
    EXPECT_TRUE(status[u"last_contact"_s].toString().endsWith(u'Z'));

    const QStringList taskMembers { u"task"_s, u"activity"_s, u"what"_s, u"period"_s, u"due"_s, u"target"_s, u"done"_s, u"state"_s, u"why"_s, u"template"_s };
    const auto tasksOf = [](const QString &device, const QStringList &more) {
        const ProgramRun run = cli(device, QStringList { u"tasks"_s, u"--json"_s } + more);
        EXPECT_EQ(run.exitCode, 0) << run.err.toStdString();
        return run.json();
    };
    const Json mine = tasksOf(u"a"_s, {});
    ASSERT_FALSE(mine.toArray().isEmpty());
    expectMembers(mine.toArray().first(), taskMembers, "tasks");
    expectMembers(mine.toArray().first()[u"period"_s], { u"from"_s, u"to"_s }, "a task's period");
    // A team's tasks hold those of a person in it, and another day has other tasks.
    const Json team = tasksOf(u"b"_s, { u"--team"_s });
    ASSERT_FALSE(team.toArray().isEmpty());
    expectMembers(team.toArray().first(), taskMembers, "tasks --team");
    EXPECT_NE(team, tasksOf(u"b"_s, {}));
    const Json later = tasksOf(u"a"_s, { u"--on"_s, QDate::currentDate().addDays(120).toString(Qt::ISODate) });
    ASSERT_FALSE(later.toArray().isEmpty());
    EXPECT_NE(later, mine);
    expectRefusal(cli(u"a"_s, { u"tasks"_s, u"--on"_s, u"tomorrow"_s }), 1, "tomorrow");

    expectMembers(recordOn(u"a"_s, record), { u"record"_s, u"template"_s, u"author"_s, u"state"_s, u"seq"_s, u"hub_time"_s }, "records");
    const ProgramRun exported = world->hub({ u"export"_s });
    ASSERT_EQ(exported.exitCode, 0);
    int lines = 0;
    for (const QByteArray &line : exported.out.split('\n')) {
        if (!line.contains(record.toUtf8()) || !line.contains("A line of the export"))
            continue;
        ++lines;
        const auto json = parseJson(line);
        ASSERT_TRUE(json);
        expectMembers(*json, { u"record"_s, u"body"_s, u"state"_s, u"operations"_s }, "export");
        ASSERT_FALSE((*json)[u"operations"_s].toArray().isEmpty());
        const Json operations = (*json)[u"operations"_s];
        expectMembers(operations.toArray().first(), { u"operation"_s, u"outcomes"_s }, "an exported operation");
    }
    EXPECT_EQ(lines, 1);
}

TEST_F(CliTest, AYearWithThreeHundredMadeUpPeopleGivesEverybodyTheirTurnAndNeedsNoStore)
{
    QProcess program;
    program.start(QStringLiteral(SIGHTLINE_CLI), { u"rehearse"_s, u"--made-up"_s, u"300"_s, u"--year"_s, u"2026"_s, u"--json"_s });
    ASSERT_TRUE(program.waitForFinished(60'000));
    ASSERT_EQ(program.exitCode(), 0) << program.readAllStandardError().constData();
    const auto spreads = parseJson(program.readAllStandardOutput());
    ASSERT_TRUE(spreads);
    int ofPeople = 0, ofAreas = 0;
    for (const Json &one : spreads->toArray()) {
        EXPECT_TRUE(one[u"kept"_s].toBool()) << one[u"activity"_s].toString().toStdString();
        if (one[u"of"_s].toString() == u"staff member"_s) {
            ++ofPeople;
            EXPECT_GE(one[u"least_each"_s].toInteger(), 1);
            EXPECT_LE(one[u"most_each"_s].toInteger(), 2);
        } else if (one[u"of"_s].toString() == u"area"_s) {
            ++ofAreas;
            EXPECT_GE(one[u"least_each_quarter"_s].toInteger(), 1) << one[u"activity"_s].toString().toStdString();
        }
    }
    EXPECT_GE(ofPeople, 1);
    EXPECT_GE(ofAreas, 3);
    expectRefusal(cli(u"a"_s, { u"rehearse"_s, u"--made-up"_s, u"none"_s }), 1, "--made-up");
}

TEST_F(CliTest, MyTasksGoIntoACalendarThatAnotherProgramReads)
{
    const QString path = QDir(world->folder()).filePath(u"mine.ics"_s);
    const ProgramRun run = cli(u"a"_s, { u"calendar"_s, path, u"--todos"_s });
    ASSERT_EQ(run.exitCode, 0) << run.err.toStdString();
    const qint64 entries = run.json()[u"entries"_s].toInteger();
    ASSERT_GT(entries, 10);
    EXPECT_GT(run.json()[u"undated"_s].toInteger(), 0);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const Json calendar = test::readCalendar(file.readAll());
    ASSERT_EQ(calendar[u"parts"_s].toArray().size(), 2 * entries);
    // Every task of today's list with a date in its span is in it, under its own id.
    QSet<QString> uids;
    for (const Json &part : calendar[u"parts"_s].toArray())
        uids.insert(part[u"UID"_s].toString());
    int found = 0;
    const Json tasks = cli(u"a"_s, { u"tasks"_s }).json();
    for (const Json &task : tasks.toArray()) {
        const bool isInIt = task[u"due"_s].toString() >= run.json()[u"from"_s].toString() && task[u"state"_s].toString() != u"advisory";
        if (!isInIt)
            continue;
        EXPECT_TRUE(uids.contains(task[u"task"_s].toString() + u"@sightline"_s)) << task[u"what"_s].toString().toStdString();
        ++found;
    }
    EXPECT_GT(found, 3);

    const ProgramRun narrow = cli(u"a"_s, { u"calendar"_s, path, u"--from"_s, u"2026-12-01"_s, u"--to"_s, u"2026-12-31"_s });
    ASSERT_EQ(narrow.exitCode, 0) << narrow.err.toStdString();
    EXPECT_LT(narrow.json()[u"entries"_s].toInteger(), entries);
    expectRefusal(cli(u"a"_s, { u"calendar"_s, path, u"--from"_s, u"2026-12-31"_s, u"--to"_s, u"2026-12-01"_s }), 1, "first day");
    expectRefusal(cli(u"a"_s, { u"calendar"_s, u"/nowhere/mine.ics"_s }), 1, "could not be written");
    expectRefusal(cli(u"a"_s, { u"calendar"_s }), 2, "file");
}

TEST_F(CliTest, TemplatesAreTheQuestionnairesThemselves)
{
    const Json list = cli(u"a"_s, { u"templates"_s }).json();
    EXPECT_GE(list.toArray().size(), 3);
    const Json form = cli(u"a"_s, { u"templates"_s, u"T03"_s }).json();
    EXPECT_EQ(form[u"resourceType"_s].toString(), u"Questionnaire"_s);
    EXPECT_EQ(form[u"version"_s].toString(), list.toArray().at(2)[u"version"_s].toString());
}

TEST_F(CliTest, UnsentWorkIsExportedOnceAndNeverOverwritesAFile)
{
    complete(u"b"_s, u"Rescued"_s);
    const QString file = QDir(world->folder()).filePath(u"rescue"_s);
    QFile::remove(file);
    const ProgramRun exported = cli(u"b"_s, { u"export-unsent"_s, file });
    ASSERT_EQ(exported.exitCode, 0) << exported.err.toStdString();
    EXPECT_GE(exported.json()[u"operations"_s].toInteger(), 1);
    expectRefusal(cli(u"b"_s, { u"export-unsent"_s, file }), 1, "there already");
    QFile sealed(file);
    ASSERT_TRUE(sealed.open(QIODevice::ReadOnly));
    EXPECT_FALSE(sealed.readAll().contains("Rescued"));
}

/// Damage that no program has met: the export meets it, says how much and which, and the hub takes the rest and says what it left.
TEST_F(CliTest, WhatIsDamagedIsCountedAndNamedByTheExportAndTheRestIsImported)
{
    ASSERT_TRUE(world->enrol(u"damaged"_s, u"tm-fostering"_s));
    const QString whole = complete(u"damaged"_s, u"Whole words"_s), torn = complete(u"damaged"_s, u"Torn words"_s);
    {
        const SystemClock clock;
        SodiumRandom random;
        const auto store =
            StoreDirectory(world->storePath(u"damaged"_s)).open({ SecretBytes::copyOf("a passphrase of a test"), nullptr, { 1, 8 * 1024 } }, clock, random);
        ASSERT_TRUE(store) << store.error().detail.toStdString();
        ASSERT_TRUE((*store)->db().execute("DROP TRIGGER outbox_body_immutable"));
        ASSERT_EQ((*store)
                      ->db()
                      .run("UPDATE outbox_body SET op = CAST(substr(op, 1, 40) || x'9a9b9c' || substr(op, 44) AS BLOB) WHERE n IN (SELECT n FROM outbox WHERE "
                           "record_id = ?)",
                           *RecordId::fromString(torn))
                      .value(),
                  1);
    }
    const auto fileNamed = [](const QString &name) { return QDir(world->folder()).filePath(name); };
    const ProgramRun exported = cli(u"damaged"_s, { u"export-unsent"_s, fileNamed(u"damaged-1"_s) });
    ASSERT_EQ(exported.exitCode, 0) << exported.err.toStdString();
    const QList<Json> told = exported.json()[u"damaged"_s].toArray();
    ASSERT_EQ(told.size(), 1) << exported.out.toStdString();
    EXPECT_EQ(told.first()[u"record"_s].toString(), torn);
    EXPECT_EQ(told.first()[u"kind"_s].toString(), u"operation"_s);
    EXPECT_EQ(told.first()[u"kept"_s].toString(), u"bytes"_s);
    EXPECT_GT(told.first()[u"order"_s].toInteger(), 0);
    EXPECT_TRUE(exported.json()[u"store_whole"_s].toBool());
    QProcess inWords;
    inWords.start(QStringLiteral(SIGHTLINE_CLI),
                  { u"--store"_s, world->storePath(u"damaged"_s), u"--key-file"_s, world->keyFile(), u"export-unsent"_s, fileNamed(u"damaged-2"_s) });
    ASSERT_TRUE(inWords.waitForFinished());
    const QByteArray words = inWords.readAllStandardOutput();
    EXPECT_TRUE(words.contains("1 operations or drafts cannot be read")) << words.toStdString();
    EXPECT_TRUE(words.contains(torn.toLatin1()));
    EXPECT_FALSE(words.contains("Torn") || exported.out.contains("Torn")) << "told without a word of what it says";

    const ProgramRun imported = world->hub({ u"import-unsent"_s, fileNamed(u"damaged-1"_s), u"--json"_s });
    ASSERT_EQ(imported.exitCode, 0) << imported.err.toStdString();
    EXPECT_EQ(imported.json()[u"left"_s].toStrings(), QStringList { torn });
    EXPECT_EQ(imported.json()[u"outcomes"_s][u"applied"_s].toInteger(), exported.json()[u"operations"_s].toInteger()) << imported.out.toStdString();
    EXPECT_TRUE(world->hub({ u"export"_s }).out.contains("Whole words"));
}

TEST_F(CliTest, WordsAreFoundByWhoMayReadThemAndARecordIsWrittenAsAPdf)
{
    const QString words = u"A heron stood on one leg beside the lighthouse."_s;
    const QString record = complete(u"a"_s, words);
    ASSERT_EQ(cli(u"a"_s, { u"sync"_s }).exitCode, 0);
    ASSERT_EQ(cli(u"c"_s, { u"sync"_s }).exitCode, 0);
    const Json found = cli(u"a"_s, { u"search"_s, u"lightho HERON"_s }).json();
    ASSERT_EQ(found.toArray().size(), 1);
    EXPECT_EQ(found.toArray().first()[u"record"_s].toString(), record);
    EXPECT_TRUE(found.toArray().first()[u"passage"_s].toString().contains(u"heron"_s));
    EXPECT_TRUE(cli(u"c"_s, { u"search"_s, u"heron"_s }).json().toArray().isEmpty());
    EXPECT_TRUE(cli(u"a"_s, { u"search"_s, u"\"* OR heron NEAR("_s }).json().toArray().isEmpty());

    const QString file = QDir(world->folder()).filePath(u"out.pdf"_s);
    const ProgramRun written = cli(u"a"_s, { u"pdf"_s, record, u"--out"_s, file });
    ASSERT_EQ(written.exitCode, 0) << written.err.toStdString();
    QProcess reader;
    reader.start(u"pdftotext"_s, { file, u"-"_s });
    ASSERT_TRUE(reader.waitForFinished());
    const QString text = QString::fromUtf8(reader.readAllStandardOutput()).simplified();
    EXPECT_TRUE(text.contains(words)) << qPrintable(text);
    EXPECT_TRUE(text.contains(u"OFFICIAL-SENSITIVE"_s));
    EXPECT_FALSE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther));
    const ProgramRun other = cli(u"a"_s, { u"pdf"_s, record, u"--print-version"_s, u"no-family"_s });
    EXPECT_EQ(other.exitCode, 1);
    EXPECT_TRUE(other.err.contains("printed in one way")) << other.err.toStdString();
}

} // namespace
