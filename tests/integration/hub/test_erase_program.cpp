// Erasing with the real program: two people approve, the words are gone from every byte of the database, and nothing brings them back.
#include "core/base/json.h"
#include "core/sqlite/connection.h"
#include "sync/hub/auth/hub_keys.h"
#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/wire_device.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

const QString canary = u"The aunt at the harbour keeps the green key 7Q3X"_s;

class EraseProgramTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(hub.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s }).exitCode, 0); }

    Json answerTo(const QStringList &arguments)
    {
        const Finished done = hub.run(QStringList(arguments) << u"--json"_s);
        EXPECT_EQ(done.exitCode, 0) << done.err.constData();
        return parseJson(done.out).valueOr({});
    }
    WireDevice device(const QString &person)
    {
        WireDevice made(hub.port(), person, QString::fromLatin1(hub.run({ u"enrol"_s, person }).out.trimmed()));
        EXPECT_TRUE(made.isEnrolled());
        EXPECT_TRUE(made.pullAll());
        return made;
    }
    Operation note(const WireDevice &by, const QString &words) const
    {
        RecordBody body;
        body.type = RecordType::Claim;
        body.state = RecordState::Completed;
        body.author = by.person;
        body.service = ServiceId(u"early-support"_s);
        body.madeAtMs = 1;
        body.answers.insert(u"note"_s, words);
        return by.create(body);
    }
    QString codeFileOf(const QString &person)
    {
        const QString path = hub.file(person + u".code"_s);
        if (QFile::exists(path))
            return path;   // a code is given once
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(hub.run({ u"recovery"_s, u"approver"_s, person }).out);
        return path;
    }
    /// Asks for the erasing of @p record and has two people approve it. Its id.
    QString approved(const RecordId &record)
    {
        const QString id = answerTo({ u"erase"_s, u"ask"_s, u"--record"_s, record.toString(), u"--reason"_s, u"request"_s })[u"erasure"_s].toString();
        for (const QString &person : { u"sm-early-support"_s, u"sm-fostering"_s })
            answerTo({ u"erase"_s, u"approve"_s, id, u"--by"_s, person, u"--code-file"_s, codeFileOf(person) });
        return id;
    }
    /// How often the words are in the database, page by page, free parts and all, once its key has opened it.
    [[nodiscard]] qsizetype countInPages(const QString &words) const
    {
        const auto keys = HubKeys::load(keyFile());
        EXPECT_TRUE(keys);
        ConnectionOptions options;
        options.path = hub.file(u"hub.db"_s);
        options.key = &keys->database();
        const auto db = Connection::open(options);
        EXPECT_TRUE(db);
        sqlite3_int64 size = 0;
        unsigned char *bytes = sqlite3_serialize((*db)->handle(), "main", &size, 0);
        EXPECT_NE(bytes, nullptr);
        const qsizetype found = QByteArray::fromRawData(reinterpret_cast<const char *>(bytes), size).count(words.toUtf8());
        sqlite3_free(bytes);
        return found;
    }
    [[nodiscard]] QString keyFile() const { return hub.file(u"keys/hub.key"_s); }
    void expectSound() { EXPECT_TRUE(answerTo({ u"check"_s })[u"ok"_s].toBool()); }

    QTemporaryDir folder;
    HubProcess hub { folder.path() };
    SodiumRandom random;
    const QString north = u"practitioner-north-1"_s;
};

} // namespace

TEST_F(EraseProgramTest, BesideARunningHubEveryWordGoesFromEveryPageAndTheReceiptProvesIt)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const Operation made = note(a, canary), other = note(a, u"Another family altogether"_s);
    ASSERT_TRUE(a.sync({ made, other }));
    ASSERT_TRUE(a.pullAll());
    ASSERT_TRUE(a.held.contains(made.record));
    ASSERT_GE(countInPages(canary), 2) << "the words are there to be found";

    const Json tried = answerTo({ u"erase"_s, u"ask"_s, u"--record"_s, made.record.toString(), u"--reason"_s, u"request"_s, u"--try"_s });
    EXPECT_EQ(tried[u"records"_s].toInteger(), 1);
    EXPECT_FALSE(tried[u"asked_for"_s].toBool());
    EXPECT_TRUE(answerTo({ u"erase"_s, u"list"_s })[u"erasures"_s].toArray().isEmpty());

    const Json asked = answerTo({ u"erase"_s, u"ask"_s, u"--record"_s, made.record.toString(), u"--reason"_s, u"request"_s, u"--reference"_s, u"IG-1"_s });
    const QString id = asked[u"erasure"_s].toString();
    const auto shown = [&] { return answerTo({ u"erase"_s, u"show"_s, id })[u"items"_s]; };
    const Json before = shown();
    ASSERT_EQ(before.toArray().size(), 1);
    EXPECT_EQ(before.toArray().first()[u"record"_s].toString(), made.record.toString());
    EXPECT_EQ(before.toArray().first()[u"author"_s].toString(), north);
    const QString first = codeFileOf(u"sm-early-support"_s), second = codeFileOf(u"sm-fostering"_s), own = codeFileOf(north);
    const auto approve = [&](const QString &by, const QString &code) {
        return hub.run({ u"erase"_s, u"approve"_s, id, u"--by"_s, by, u"--code-file"_s, code }).exitCode;
    };
    EXPECT_NE(hub.run({ u"erase"_s, u"carry-out"_s, id }).exitCode, 0) << "nobody has approved";
    EXPECT_NE(approve(north, own), 0) << "its author";
    EXPECT_NE(approve(u"sm-early-support"_s, second), 0) << "another's code";
    EXPECT_EQ(approve(u"sm-early-support"_s, first), 0);
    EXPECT_NE(approve(u"sm-early-support"_s, first), 0) << "the same person twice";
    EXPECT_NE(hub.run({ u"erase"_s, u"carry-out"_s, id }).exitCode, 0) << "one is not two";
    EXPECT_EQ(approve(u"sm-fostering"_s, second), 0);
    EXPECT_GE(countInPages(canary), 2) << "approving erases nothing";

    const Json done = answerTo({ u"erase"_s, u"carry-out"_s, id });
    EXPECT_TRUE(done[u"done"_s].toBool());
    // The device hears of it from the hub that served all the while.
    ASSERT_TRUE(a.sync());
    const auto left = std::find_if(a.lastAnswer->rows.cbegin(), a.lastAnswer->rows.cend(), [&](const wire::Row &row) { return row.record == made.record; });
    ASSERT_NE(left, a.lastAnswer->rows.cend());
    EXPECT_TRUE(left->in.isEmpty() && left->body.isEmpty() && !left->out.isEmpty());
    EXPECT_EQ(outcomeName(a.sync({ other })->acks[0].outcome), u"applied"_s) << "and it serves on";
    if (done[u"scrubbed"_s].toString() != "whole"_L1) {
        EXPECT_EQ(hub.stop(), 0);
        EXPECT_EQ(answerTo({ u"erase"_s, u"scrub"_s })[u"scrubbed"_s].toString(), u"whole"_s);
    }
    EXPECT_EQ(countInPages(canary), 0);
    EXPECT_GE(countInPages(u"Another family altogether"_s), 2) << "what stays is found, so the looking works";
    expectSound();
    EXPECT_EQ(hub.run({ u"audit"_s, u"verify"_s }).exitCode, 0);
    EXPECT_TRUE(hub.run({ u"audit"_s, u"show"_s }).out.contains("erased 1 record for good"));

    const Json gone = shown();
    ASSERT_EQ(gone.toArray().size(), 1);
    EXPECT_EQ(gone.toArray().first()[u"record"_s].toString(), made.record.toString()) << "by its id alone";
    EXPECT_TRUE(gone.toArray().first()[u"author"_s].toString().isEmpty());
    const QByteArray receipt = hub.run({ u"erase"_s, u"receipt"_s, id }).out;
    EXPECT_TRUE(receipt.contains(made.record.toString().toLatin1()));
    EXPECT_FALSE(receipt.contains("harbour"));
    const auto verify = [&](const QByteArray &text) {
        QFile file(hub.file(u"receipt.json"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        return hub.run({ u"erase"_s, u"verify"_s, file.fileName() }).exitCode;
    };
    EXPECT_EQ(verify(receipt), 0);
    EXPECT_NE(verify(QByteArray(receipt).replace("\"request\"", "\"error\"")), 0) << "a receipt that was changed";
}

TEST_F(EraseProgramTest, WhatIsOnHoldIsNeitherAskedForNorErasedAndARestoreLiftsNoHold)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const Operation made = note(a, canary);
    ASSERT_TRUE(a.sync({ made }));
    answerTo({ u"backup"_s, u"--to"_s, hub.file(u"backup.db"_s) });
    const QString id = approved(made.record);
    const QString hold = answerTo({ u"hold"_s, u"place"_s, u"--user"_s, north, u"--reference"_s, u"Inquiry 4"_s })[u"hold"_s].toString();
    EXPECT_NE(hub.run({ u"erase"_s, u"carry-out"_s, id }).exitCode, 0) << "a hold stands above two approvals";
    EXPECT_FALSE(answerTo({ u"erase"_s, u"ask"_s, u"--record"_s, made.record.toString(), u"--reason"_s, u"request"_s })[u"asked_for"_s].toBool());
    EXPECT_NE(hub.run({ u"hold"_s, u"place"_s, u"--record"_s, newId<RecordId>(SystemClock(), random).toString(), u"--reference"_s, u"x"_s }).exitCode, 0)
        << "a hold that was mistyped would hold nothing";
    EXPECT_EQ(hub.stop(), 0);
    answerTo({ u"restore"_s, u"--from"_s, hub.file(u"backup.db"_s) });
    EXPECT_EQ(answerTo({ u"hold"_s, u"list"_s })[u"holds"_s].toArray().size(), 1);
    EXPECT_NE(hub.run({ u"erase"_s, u"carry-out"_s, id }).exitCode, 0);
    EXPECT_GE(countInPages(canary), 2);
    answerTo({ u"hold"_s, u"lift"_s, hold });
    EXPECT_NE(hub.run({ u"hold"_s, u"lift"_s, hold }).exitCode, 0);
    EXPECT_TRUE(answerTo({ u"erase"_s, u"carry-out"_s, id })[u"done"_s].toBool());
    EXPECT_EQ(countInPages(canary), 0);
    expectSound();
}

TEST_F(EraseProgramTest, ABackupFromBeforeBringsNothingBackAndNeitherDoesADevice)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const Operation made = note(a, canary), later = note(a, canary + u" again"_s);
    ASSERT_TRUE(a.sync({ made }));
    answerTo({ u"backup"_s, u"--to"_s, hub.file(u"backup.db"_s) });
    ASSERT_TRUE(a.sync({ later }));
    for (const Operation &one : { made, later })
        answerTo({ u"erase"_s, u"carry-out"_s, approved(one.record) });
    EXPECT_EQ(hub.stop(), 0);
    QFile::copy(hub.file(u"hub.db"_s), hub.file(u"erased.db"_s));

    EXPECT_EQ(answerTo({ u"restore"_s, u"--from"_s, hub.file(u"backup.db"_s) })[u"erased_again"_s].toInteger(), 2);
    EXPECT_EQ(countInPages(canary), 0);
    expectSound();
    ASSERT_TRUE(hub.serve());
    // As an old device does on a new history: everything that it keeps is offered again.
    a.setPort(hub.port());
    ASSERT_TRUE(a.sync());
    WireDevice again = a;
    again.stream = StreamId(QUuid::createUuid());
    again.next = 1;
    again.chain = chainStart();
    const auto answer = again.sync({ made, later });
    ASSERT_TRUE(answer);
    for (const wire::Ack &ack : answer->acks)
        EXPECT_EQ(outcomeName(ack.outcome), u"applied"_s);
    EXPECT_EQ(hub.stop(), 0);
    EXPECT_EQ(countInPages(canary), 0);
    expectSound();

    // The same by other means than ours: a file of before is copied into place. Nothing is served before it is erased there too.
    for (const QString &part : { QString(), u"-wal"_s, u"-shm"_s })
        QFile::remove(hub.file(u"hub.db"_s) + part);
    ASSERT_TRUE(QFile::copy(hub.file(u"backup.db"_s), hub.file(u"hub.db"_s)));
    QFile::remove(keyFile() + u".history"_s);
    ASSERT_GE(countInPages(canary), 2);
    ASSERT_TRUE(hub.serve());
    EXPECT_EQ(hub.stop(), 0);
    EXPECT_FALSE(hub.run({ u"export"_s }).out.contains("harbour"));
    expectSound();
}

TEST_F(EraseProgramTest, KilledAtAnyPointItNeverBeganOrGoesOn)
{
    constexpr int rounds = 20;
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    QList<Operation> notes;
    for (int i = 0; i < rounds; ++i)
        notes.append(note(a, canary + QString::number(i) + u'.'));
    ASSERT_TRUE(a.sync(notes));
    EXPECT_EQ(hub.stop(), 0);
    std::mt19937 chance(11);
    int whole = 0, gone = 0;
    for (int i = 0; i < rounds; ++i) {
        const QString words = canary + QString::number(i) + u'.';
        const QString id = approved(notes[i].record);
        ASSERT_TRUE(hub.begin({ u"erase"_s, u"carry-out"_s, id }));
        std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(0, 250'000)(chance)));
        hub.kill();
        const QByteArray exported = hub.run({ u"export"_s }).out;
        const qsizetype left = exported.count(words.toUtf8());
        ASSERT_TRUE(left == 0 || left == 2) << "operation and body go together: " << left;
        (left == 0 ? gone : whole) += 1;
        ASSERT_TRUE(answerTo({ u"erase"_s, u"carry-out"_s, id })[u"done"_s].toBool());
        ASSERT_EQ(countInPages(words), 0);
        ASSERT_NE(hub.run({ u"erase"_s, u"receipt"_s, id }).out, QByteArray());
    }
    expectSound();
    EXPECT_EQ(hub.run({ u"audit"_s, u"verify"_s }).exitCode, 0);
    std::printf("killed while erasing: %d times nothing was erased yet, %d times all of it was\n", whole, gone);
    EXPECT_GT(whole, 0);
}

TEST_F(EraseProgramTest, TheCouncilsTableSaysWhatIsDueAndNothingElseIs)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const Operation made = note(a, canary);
    ASSERT_TRUE(a.sync({ made }));
    EXPECT_EQ(answerTo({ u"retention"_s, u"show"_s })[u"unruled"_s][u"claim"_s].toInteger(), 1) << "what has no row is said";
    EXPECT_NE(hub.run({ u"retention"_s, u"set"_s, u"no-such-form"_s, u"--months"_s, u"12"_s, u"--basis"_s, u"x"_s }).exitCode, 0);
    EXPECT_NE(hub.run({ u"retention"_s, u"set"_s, u"claim"_s, u"--months"_s, u"12"_s }).exitCode, 0) << "without where it comes from";
    answerTo({ u"retention"_s, u"set"_s, u"claim"_s, u"--months"_s, u"12"_s, u"--basis"_s, u"Schedule 4.2"_s });
    EXPECT_TRUE(answerTo({ u"retention"_s, u"due"_s })[u"due"_s].toArray().isEmpty());
    EXPECT_NE(hub.run({ u"erase"_s, u"ask"_s, u"--due"_s, u"--reason"_s, u"retention"_s }).exitCode, 0) << "nothing is due";
    const Json due = answerTo({ u"retention"_s, u"due"_s, u"--on"_s, u"2099-01-01"_s });
    ASSERT_EQ(due[u"due"_s].toArray().size(), 1);
    EXPECT_EQ(due[u"due"_s].toArray().first()[u"record"_s].toString(), made.record.toString());
    EXPECT_EQ(answerTo({ u"retention"_s, u"set"_s, u"child"_s, u"--months"_s, u"12"_s, u"--basis"_s, u"Schedule 4.1"_s })[u"from"_s].toString(),
              u"child-ended"_s);
    answerTo({ u"retention"_s, u"set"_s, u"claim"_s, u"--remove"_s });
    EXPECT_TRUE(answerTo({ u"retention"_s, u"due"_s, u"--on"_s, u"2099-01-01"_s })[u"due"_s].toArray().isEmpty());
}

TEST_F(EraseProgramTest, EverythingAboutSomebodyIsTakenOutOnceReadAndToldOf)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const Json people = answerTo({ u"user"_s, u"list"_s });
    QString colleague;
    for (const Json &person : people.toArray()) {
        if (person[u"id"_s].toString() == "practitioner-south-1"_L1)
            colleague = person[u"name"_s].toString();
    }
    ASSERT_FALSE(colleague.isEmpty());
    const Operation made = note(a, canary + u", said "_s + colleague + u" today."_s);
    ASSERT_TRUE(a.sync({ made }));
    const auto take = [&](const QString &folderName, const QStringList &more = {}) {
        return hub.run(QStringList { u"subject-access"_s, u"--user"_s, north, u"--out"_s, hub.file(folderName), u"--json"_s } + more);
    };
    const auto contentOf = [&](const QString &name) {
        QFile file(hub.file(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const Finished first = take(u"out1"_s);
    ASSERT_EQ(first.exitCode, 0) << first.err.constData();
    EXPECT_TRUE(contentOf(u"out1/records.html"_s).contains("harbour") && contentOf(u"out1/records.json"_s).contains("harbour"));
    EXPECT_TRUE(contentOf(u"out1/records.html"_s).contains("<mark"));
    EXPECT_NE(take(u"out1"_s).exitCode, 0) << "nothing is written over";
    EXPECT_NE(hub.run({ u"subject-access"_s, u"--user"_s, u"nobody"_s, u"--out"_s, hub.file(u"out3"_s) }).exitCode, 0);
    QFile decided(hub.file(u"decided.json"_s));
    ASSERT_TRUE(decided.open(QIODevice::WriteOnly));
    decided.write(contentOf(u"out1/mentions-for-the-officer.json"_s).replace("\"redact\": false", "\"redact\": true"));
    decided.close();
    const Finished second = take(u"out2"_s, { u"--redact"_s, decided.fileName() });
    ASSERT_EQ(second.exitCode, 0) << second.err.constData();
    for (const QString &name : { u"out2/records.html"_s, u"out2/records.json"_s }) {
        EXPECT_FALSE(contentOf(name).contains(colleague.toUtf8()));
        EXPECT_TRUE(contentOf(name).contains("harbour"));
    }
    EXPECT_TRUE(hub.run({ u"audit"_s, u"show"_s }).out.contains("took out 1 record about one member of staff"));
}
