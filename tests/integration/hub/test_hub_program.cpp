#include "core/base/digest.h"
#include "core/base/json.h"
#include "sync/hub/auth/hub_keys.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/files.h"
#include "sync/protocol/sign_in.h"
#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/raw_client.h"
#include "tests/integration/hub/wire_device.h"

#include <sodium.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class HubProgramTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(hub.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s }).exitCode, 0); }

    Json answerTo(const QStringList &arguments)
    {
        const Finished done = hub.run(QStringList(arguments) << u"--json"_s);
        EXPECT_EQ(done.exitCode, 0) << done.err.constData();
        const auto json = parseJson(done.out);
        EXPECT_TRUE(json) << done.out.constData();
        return json.valueOr({});
    }
    WireDevice device(const QString &person)
    {
        WireDevice made(hub.port(), person, QString::fromLatin1(hub.run({ u"enrol"_s, person }).out.trimmed()));
        EXPECT_TRUE(made.isEnrolled());
        EXPECT_TRUE(made.pullAll());
        return made;
    }
    static RecordBody claim(const QString &person, const QString &words)
    {
        RecordBody body;
        body.type = RecordType::Claim;
        body.state = RecordState::Completed;
        body.author = PersonId(person);
        body.service = ServiceId(u"early-support"_s);
        body.madeAtMs = 1;
        body.answers.insert(u"note"_s, words);
        return body;
    }
    static void expectOneSentence(const Finished &done, int exitCode)
    {
        EXPECT_EQ(done.exitCode, exitCode) << done.err.constData();
        EXPECT_EQ(done.err.count('\n'), 1) << done.err.constData();
        EXPECT_TRUE(done.out.isEmpty());
    }

    QTemporaryDir folder;
    HubProcess hub { folder.path() };
    const QString north = u"practitioner-north-1"_s;
};

} // namespace

TEST_F(HubProgramTest, ListsTheDemoCouncilAsTheCommandLinePromises)
{
    const Json list = answerTo({ u"user"_s, u"list"_s });
    EXPECT_GE(list.toArray().size(), 6);
    const QStringList members { u"id"_s, u"manager"_s, u"name"_s, u"roles"_s, u"service"_s, u"services"_s, u"teams"_s };
    for (const Json &person : list.toArray())
        EXPECT_EQ(person.toObject().keys(), members);
}

/// Made-up children are their practitioner's own and their team's, and nobody else's; the author goes on with them as with any.
TEST_F(HubProgramTest, TheDemoHasChildrenOnPractitionersListsUnlessToldNotTo)
{
    const auto childrenOf = [](const HubProcess &of, const QString &author) {
        QSet<RecordId> ids;
        for (const QByteArray &line : of.run({ u"export"_s }).out.split('\n')) {
            const auto row = parseJson(line);
            if (row && (*row)[u"type"_s].toString() == "child"_L1 && (author.isEmpty() || (*row)[u"body"_s][u"author"_s].toString() == author))
                ids.insert(*RecordId::fromString((*row)[u"record"_s].toString()));
        }
        return ids;
    };
    EXPECT_TRUE(childrenOf(hub, {}).isEmpty());
    QTemporaryDir other;
    HubProcess demo(other.path());
    ASSERT_EQ(demo.run({ u"init"_s, u"--demo"_s }).exitCode, 0);
    const auto mine = childrenOf(demo, north);
    EXPECT_EQ(mine.size(), 4);
    EXPECT_EQ(childrenOf(demo, {}).size(), 32);
    EXPECT_EQ(demo.run({ u"user"_s, u"list"_s }).out, hub.run({ u"user"_s, u"list"_s }).out);
    ASSERT_TRUE(demo.serve());
    const auto deviceOf = [&demo](const QString &person) {
        WireDevice made(demo.port(), person, QString::fromLatin1(demo.run({ u"enrol"_s, person }).out.trimmed()));
        EXPECT_TRUE(made.pullAll());
        return made;
    };
    auto author = deviceOf(north);
    auto elsewhere = deviceOf(u"sw-assessment-east-1"_s);
    EXPECT_TRUE(author.held.contains(mine));
    EXPECT_FALSE(elsewhere.held.intersects(mine));
    Operation change = author.operation(OperationKind::Patch, *mine.cbegin());
    change.set.insert(u"began"_s, { u"2026-11-02"_s, {} });
    const auto answer = author.sync({ change });
    ASSERT_TRUE(answer && answer->acks.size() == 1);
    EXPECT_EQ(outcomeName(answer->acks[0].outcome), u"applied"_s);
    Operation theirs = elsewhere.operation(OperationKind::Patch, *mine.cbegin());
    theirs.set.insert(u"legal"_s, { u"none"_s, {} });
    const auto refused = elsewhere.sync({ theirs });
    ASSERT_TRUE(refused && refused->acks.size() == 1);
    EXPECT_NE(outcomeName(refused->acks[0].outcome), u"applied"_s);
}

TEST_F(HubProgramTest, MakesKeysForItsOwnerOnlyAndADatabaseNobodyCanRead)
{
    ASSERT_TRUE(hub.serve());
    const QByteArray canary = "canary sentence nobody else may read";
    auto a = device(north);
    const Operation made = a.create(claim(north, QString::fromLatin1(canary)));
    ASSERT_TRUE(a.sync({ made }));
    int examined = 0;
    for (const QString &name : QDir(folder.path()).entryList(QDir::Files)) {
        EXPECT_FALSE(contentOf(hub.file(name)).contains(canary)) << qPrintable(name);
        examined += static_cast<int>(QFileInfo(hub.file(name)).size() > 0);
    }
    EXPECT_GE(examined, 2);
    EXPECT_EQ(hub.stop(), 0);
    EXPECT_TRUE(hub.run({ u"export"_s }).out.contains(canary)) << "it is there, for who has the key";
    EXPECT_EQ(QFile::permissions(hub.file(u"keys/hub.key"_s)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());

    ASSERT_TRUE(QFile::rename(hub.file(u"keys/hub.key"_s), hub.file(u"keys/away"_s)));
    expectOneSentence(hub.run({ u"check"_s }), 1);
    ASSERT_TRUE(HubKeys::random().save(hub.file(u"keys/hub.key"_s)));
    expectOneSentence(hub.run({ u"check"_s }), 1);
}

/// By what is said, or by a role that the role table calls a member's; whoever is one stays one until somebody says otherwise.
TEST_F(HubProgramTest, AnElectedMemberIsWhoIsSaidToBeOne)
{
    const auto isElected = [&](const QString &role, const QStringList &more) {
        return answerTo(QStringList { u"user"_s, u"add"_s, u"member-1"_s, u"--name"_s, u"Member"_s, u"--role"_s, role, u"--service"_s, u"early-support"_s }
                        + more)[u"elected"_s]
            .toBool();
    };
    EXPECT_FALSE(isElected(u"Practitioner"_s, {}));
    EXPECT_TRUE(isElected(u"Practitioner"_s, { u"--elected"_s }));
    EXPECT_TRUE(isElected(u"Practitioner"_s, {}));
    EXPECT_FALSE(isElected(u"Panel Chair"_s, { u"--of-staff"_s }));
    EXPECT_TRUE(isElected(u"Panel Chair"_s, {}));
}

TEST_F(HubProgramTest, LogsNoNamesNoWordsAndNoTokens)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const QByteArray canary = "words-of-a-record";
    const Operation made = a.create(claim(north, QString::fromLatin1(canary)));
    ASSERT_TRUE(a.sync({ made }));
    Operation held = a.operation(OperationKind::Unknown, made.record);
    held.kindName = u"annotate"_s;
    held.rest = Json::object({ { u"text"_s, QString::fromLatin1(canary) } });
    ASSERT_TRUE(a.sync({ held }));
    EXPECT_EQ(ask(hub.port(), "POST", "/v1/sync", canary, { a.authorization() }).status, 400);
    EXPECT_EQ(hub.stop(), 0);
    const QByteArray log = contentOf(hub.file(u"serve.err"_s)) + contentOf(hub.file(u"serve.out"_s));
    for (const QByteArray &secret : { canary, QByteArray("Practitioner"), a.enrolment().accessToken.toLatin1(), a.enrolment().refreshToken.toLatin1() })
        EXPECT_FALSE(log.contains(secret)) << secret.constData();
    EXPECT_TRUE(log.contains("Serving on")) << "it was the log that was searched";
}

TEST_F(HubProgramTest, OneServesAndOthersAreTold)
{
    ASSERT_TRUE(hub.serve());
    expectOneSentence(hub.run({ u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s }), 4);
    EXPECT_EQ(hub.run({ u"user"_s, u"list"_s }).exitCode, 0) << "administration goes on beside it";
    expectOneSentence(hub.run({ u"restore"_s, u"--from"_s, hub.file(u"hub.db"_s) }), 4);
    EXPECT_EQ(hub.stop(), 0);
}

TEST_F(HubProgramTest, InitWritesOverNothing)
{
    const QByteArray before = contentOf(hub.file(u"keys/hub.key"_s));
    expectOneSentence(hub.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s }), 1);
    EXPECT_EQ(contentOf(hub.file(u"keys/hub.key"_s)), before);
}

/// `init` killed at moments spread over what it takes: the next one makes the council whole, or says that it is there whole.
TEST(HubInitTest, IsWholeOrGoesOnAfterAKill)
{
    const QStringList init { u"init"_s, u"--demo"_s, u"--empty-lists"_s };
    const int kills = 12;
    std::chrono::microseconds whole {};
    int goneOnWith = 0;
    QByteArray people;
    for (int i = 0; i <= kills; ++i) {
        QTemporaryDir folder;
        HubProcess hub(folder.path());
        const auto start = std::chrono::steady_clock::now();
        ASSERT_TRUE(hub.begin(init));
        if (i == 0) {
            ASSERT_EQ(hub.waitUntilEnded(std::chrono::seconds(60)), 0);
            whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
            people = hub.run({ u"user"_s, u"list"_s, u"--json"_s }).out;
            ASSERT_FALSE(people.isEmpty());
            continue;
        }
        std::this_thread::sleep_for(whole * i / kills);   // the moment of the kill
        hub.kill();
        const bool hadDatabase = QFile::exists(hub.file(u"hub.db"_s));
        const Finished again = hub.run(init);
        goneOnWith += hadDatabase && again.exitCode == 0 ? 1 : 0;
        EXPECT_TRUE(again.exitCode == 0 || (again.exitCode == 1 && (again.err.contains("already") || again.err.contains("it is whole"))))
            << i << ": " << again.err.constData();
        EXPECT_EQ(hub.run({ u"user"_s, u"list"_s, u"--json"_s }).out, people) << "killed after " << i << " of " << kills << " parts";
        EXPECT_EQ(hub.run({ u"check"_s }).exitCode, 0);
    }
    EXPECT_GE(goneOnWith, 1) << "no kill came between the database's file and its council";
    std::printf("init killed %d times, %d of them with a database that held no council yet\n", kills, goneOnWith);
}

TEST_F(HubProgramTest, ARestoredHubTakesAgainWhatItForgotAndNothingIsDoubled)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const Operation before = a.create(claim(north, u"before the backup"_s));
    ASSERT_TRUE(a.sync({ before }));
    const Json backup = answerTo({ u"backup"_s, u"--to"_s, hub.file(u"backup.db"_s) });
    ASSERT_TRUE(a.pullAll());
    EXPECT_EQ(a.lastAnswer->durableSeq, backup[u"seq"_s].toInteger()) << "devices hear what the backup holds";
    const Operation after = a.create(claim(north, u"after the backup"_s));
    const QString oldEpoch = a.epoch;
    ASSERT_TRUE(a.sync({ after }));
    EXPECT_EQ(hub.stop(), 0);

    EXPECT_EQ(answerTo({ u"restore"_s, u"--from"_s, hub.file(u"backup.db"_s) })[u"seq"_s], backup[u"seq"_s]);
    ASSERT_TRUE(hub.serve());
    a.setPort(hub.port());
    ASSERT_TRUE(a.sync());
    EXPECT_NE(a.epoch, oldEpoch);
    // As a device does on a new history: a new stream, everything kept is offered again.
    WireDevice again = a;
    again.stream = StreamId(QUuid::createUuid());
    again.next = 1;
    again.chain = chainStart();
    const auto answer = again.sync({ before, after });
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->acks.size(), 2);
    EXPECT_EQ(outcomeName(answer->acks[0].outcome), u"applied"_s);
    EXPECT_EQ(outcomeName(answer->acks[1].outcome), u"applied"_s);
    EXPECT_EQ(hub.stop(), 0);
    const QByteArray exported = hub.run({ u"export"_s }).out;
    EXPECT_EQ(exported.count(before.id.toString().toLatin1()), 1);
    EXPECT_EQ(exported.count(after.id.toString().toLatin1()), 1);
    EXPECT_TRUE(answerTo({ u"check"_s })[u"ok"_s].toBool());
}

TEST_F(HubProgramTest, AnOlderDatabasePutBackByHandBeginsANewHistory)
{
    ASSERT_TRUE(hub.serve());
    EXPECT_EQ(hub.stop(), 0);
    ASSERT_TRUE(QFile::copy(hub.file(u"hub.db"_s), hub.file(u"copied.db"_s)));
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    ASSERT_TRUE(a.sync({ a.create(claim(north, u"only in the newer one"_s)) }));
    const QString epoch = a.epoch;
    EXPECT_EQ(hub.stop(), 0);
    ASSERT_TRUE(hub.serve());
    a.setPort(hub.port());
    ASSERT_TRUE(a.sync());
    EXPECT_EQ(a.epoch, epoch) << "an ordinary start goes on";
    EXPECT_EQ(hub.stop(), 0);

    ASSERT_TRUE(QFile::remove(hub.file(u"hub.db"_s)));
    ASSERT_TRUE(QFile::rename(hub.file(u"copied.db"_s), hub.file(u"hub.db"_s)));
    ASSERT_TRUE(hub.serve());
    auto b = device(u"practitioner-north-2"_s);
    EXPECT_NE(b.epoch, epoch);
    EXPECT_EQ(hub.stop(), 0);
}

TEST_F(HubProgramTest, DamageIsNoticedByCheckAndByBackup)
{
    QFile database(hub.file(u"hub.db"_s));
    ASSERT_TRUE(database.open(QIODevice::ReadWrite));
    ASSERT_TRUE(database.seek(database.size() / 2));
    const char byte = database.peek(1).at(0);
    ASSERT_EQ(database.write(QByteArray(1, char(byte ^ 0x40))), 1);
    database.close();
    expectOneSentence(hub.run({ u"check"_s }), 1);
    const Finished backup = hub.run({ u"backup"_s, u"--to"_s, hub.file(u"backup.db"_s) });
    EXPECT_EQ(backup.exitCode, 1);
    EXPECT_FALSE(QFile::exists(hub.file(u"backup.db"_s)));
}

TEST_F(HubProgramTest, PhotographsGoWhereTheCouncilSaysBesideARunningServe)
{
    EXPECT_EQ(answerTo({ u"files"_s, u"show"_s }).toArray().size(), 0);
    ASSERT_TRUE(hub.serve());
    WireDevice author = device(u"practitioner-north-1"_s);
    const auto send = [&](const QByteArray &photo) {
        RecordBody body = claim(author.person.toString(), u"with a photo"_s);
        body.answers.insert(
            u"photo"_s,
            Json::object({ { u"sha"_s, toHex(sha256(photo)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, photo.size() }, { u"name"_s, u"photo.jpg"_s } }));
        EXPECT_TRUE(author.sync({ author.create(body) }));
        return ask(hub.port(), "PUT", wire::filePath({ sha256(photo), 0 }).toLatin1(), photo,
                   { author.authorization(), "Content-Digest: " + wire::contentDigest(photo) })
            .status;
    };
    EXPECT_EQ(send("in the database"), 200);
    const QString place = u"directory:"_s + hub.file(u"files"_s);
    answerTo({ u"files"_s, u"use"_s, place });
    answerTo({ u"files"_s, u"use"_s, place });
    EXPECT_EQ(send("in the directory"), 200);
    const Json stores = answerTo({ u"files"_s, u"show"_s });
    ASSERT_EQ(stores.toArray().size(), 1) << "the same place again is no other store";
    EXPECT_EQ(stores.toArray().first()[u"chunks"_s].toInteger(), 1);
    EXPECT_EQ(ask(hub.port(), "GET", wire::filePath({ sha256("in the database"), 0 }).toLatin1(), {}, { author.authorization() }).body, "in the database");
    EXPECT_EQ(ask(hub.port(), "GET", wire::filePath({ sha256("in the directory"), 0 }).toLatin1(), {}, { author.authorization() }).body, "in the directory");
    EXPECT_EQ(answerTo({ u"check"_s })[u"files"_s].toInteger(), 2);

    const Finished unsaid = hub.run({ u"backup"_s, u"--to"_s, hub.file(u"unsaid.db"_s) });
    EXPECT_EQ(unsaid.exitCode, 2);
    EXPECT_TRUE(unsaid.err.contains("--files-to")) << unsaid.err.constData();
    answerTo({ u"backup"_s, u"--to"_s, hub.file(u"backup.db"_s), u"--files-to"_s, hub.file(u"kept"_s) });
    EXPECT_EQ(answerTo({ u"files"_s, u"sweep"_s })[u"removed"_s].toInteger(), 0);

    // Another directory, and the first one moved: each is known by its mark.
    ASSERT_TRUE(QDir().mkpath(hub.file(u"empty"_s)));
    EXPECT_EQ(hub.run({ u"files"_s, u"at"_s, u"1"_s, u"directory:"_s + hub.file(u"empty"_s) }).exitCode, 1);
    EXPECT_EQ(hub.run({ u"files"_s, u"at"_s, u"7"_s, place }).exitCode, 1);
    EXPECT_EQ(hub.run({ u"files"_s, u"use"_s, u"directory:relative"_s }).exitCode, 2);
    hub.stop();
    ASSERT_TRUE(QDir().rename(hub.file(u"files"_s), hub.file(u"moved"_s)));
    EXPECT_EQ(hub.run({ u"check"_s }).exitCode, 1) << "the store is not there: nothing is said to be well, nor lost";
    answerTo({ u"files"_s, u"at"_s, u"1"_s, u"directory:"_s + hub.file(u"moved"_s) });
    EXPECT_EQ(answerTo({ u"check"_s })[u"files"_s].toInteger(), 2);
    ASSERT_TRUE(hub.serve());
    author.setPort(hub.port());
    EXPECT_EQ(send("after it moved"), 200);
    EXPECT_EQ(answerTo({ u"check"_s })[u"files"_s].toInteger(), 3);
    EXPECT_FALSE(contentOf(hub.file(u"serve.err"_s)).contains("photo"));
}

/// kill -9 anywhere between a chunk's bytes, its row, the proof of the whole and the answer.
TEST_F(HubProgramTest, KilledOverPhotographsItLosesNothingThatItAnswered)
{
    constexpr int rounds = 12;
    constexpr qint64 chunkBytes = 256 * 1024;
    answerTo({ u"files"_s, u"use"_s, u"directory:"_s + hub.file(u"files"_s) });
    ASSERT_TRUE(hub.serve());
    WireDevice author = device(u"practitioner-north-1"_s);
    std::mt19937 chance(7);
    int cutOff = 0, answeredChunks = 0;
    for (int round = 0; round < rounds; ++round) {
        const QByteArray photo = SodiumRandom().bytes(2 * chunkBytes + 1000);
        RecordBody body = claim(author.person.toString(), u"with a photo"_s);
        body.answers.insert(
            u"photo"_s,
            Json::object({ { u"sha"_s, toHex(sha256(photo)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, photo.size() }, { u"name"_s, u"photo.jpg"_s } }));
        ASSERT_TRUE(author.sync({ author.create(body) }));
        const auto path = [&photo](std::optional<qint64> n) { return wire::filePath({ sha256(photo), n }).toLatin1(); };
        const auto send = [&](qint64 n) {
            const QByteArray chunk = photo.mid(n * chunkBytes, chunkBytes);
            return ask(hub.port(), "PUT", path(n), chunk, { author.authorization(), "Content-Digest: " + wire::contentDigest(chunk) }).status;
        };
        const auto delay = std::chrono::milliseconds(std::uniform_int_distribution<int>(0, 40)(chance));
        std::thread killer([&] {
            std::this_thread::sleep_for(delay);
            hub.kill();
        });
        QList<qint64> answered;
        for (qint64 n = 0; n < 3; ++n) {
            if (send(n) == 200)
                answered.append(n);
        }
        killer.join();
        cutOff += answered.size() < 3 ? 1 : 0;
        answeredChunks += static_cast<int>(answered.size());

        ASSERT_TRUE(hub.serve());
        author.setPort(hub.port());
        const auto state = wire::decodeFileState(ask(hub.port(), "GET", path({}), {}, { author.authorization() }).body);
        ASSERT_TRUE(state);
        for (const qint64 n : std::as_const(answered))
            ASSERT_FALSE(state->missing.contains(n)) << "it was answered, round " << round;
        for (const qint64 n : state->missing)
            ASSERT_EQ(send(n), 200);
        ASSERT_TRUE(wire::decodeFileState(ask(hub.port(), "GET", path({}), {}, { author.authorization() }).body)->complete);
        QByteArray read;
        for (qint64 n = 0; n < 3; ++n)
            read += ask(hub.port(), "GET", path(n), {}, { author.authorization() }).body;
        ASSERT_EQ(read, photo);
    }
    EXPECT_GT(cutOff, 0) << "nothing was cut, so nothing was shown";
    EXPECT_EQ(answerTo({ u"check"_s })[u"files"_s].toInteger(), rounds);
    std::printf("killed over photographs: %d of %d cut off, %d chunks answered before\n", cutOff, rounds, answeredChunks);
}

TEST_F(HubProgramTest, WorkRescuedFromADeviceIsTakenOnce)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    EXPECT_EQ(hub.stop(), 0);
    const Operation unsent = a.create(claim(north, u"never sent"_s));
    RecordBody draft = claim(north, u"half written"_s);
    draft.type = RecordType::Form;
    draft.state = RecordState::Draft;
    const QByteArray photo(300'000, 'p'), stray("nobody names it");
    draft.answers.insert(
        u"photo"_s,
        Json::object({ { u"sha"_s, toHex(sha256(photo)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, photo.size() }, { u"name"_s, u"photo-1.jpg"_s } }));
    const auto packed = [](const QByteArray &bytes) {
        const QByteArray text = bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        return Json::object({ { u"sha"_s, toHex(sha256(bytes)) }, { u"bytes"_s, QString::fromLatin1(text) } });
    };
    RecordBody tooLong = draft;
    tooLong.answers.insert(u"summary"_s, QString(2 * 1024 * 1024, u'x'));
    // Words of a child that were typed and not saved: no record, so the hub makes none of them and says that they are in the file.
    RecordBody child = claim(north, u"canary of a child"_s);
    child.type = RecordType::Child;
    child.state = RecordState::Draft;
    child.role = u"change"_s;
    child.about = RecordId(QUuid::createUuid());
    const RecordId childId(QUuid::createUuid());
    const QString tooLongId = QUuid::createUuidV5(QUuid(), u"too long"_s).toString(QUuid::WithoutBraces);
    const RecordId draftId(QUuid::createUuid());
    // What the device could not read, and what is no operation: named, and nothing is kept out for it.
    const QString notOne = QUuid::createUuid().toString(QUuid::WithoutBraces), torn = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QByteArray content = writeJson(Json::object({
        { u"v"_s, 1 },
        { u"kind"_s, u"sightline-unsent"_s },
        { u"installation"_s, a.installation().toString() },
        { u"person"_s, north },
        { u"operations"_s, Json::array({ Json::object({ { u"rec"_s, notOne } }), Json::object({ { u"kind"_s, u"create"_s } }), operationToJson(unsent) }) },
        { u"drafts"_s,
          Json::array({ Json::object({ { u"id"_s, tooLongId }, { u"body"_s, bodyToJson(tooLong) } }),
                        Json::object({ { u"id"_s, childId.toString() }, { u"body"_s, bodyToJson(child) } }),
                        Json::object({ { u"id"_s, draftId.toString() }, { u"body"_s, bodyToJson(draft) } }) }) },
        { u"files"_s, Json::array({ packed(photo), packed(stray) }) },
        { u"damaged"_s, Json::array({ Json::object({ { u"kind"_s, u"operation"_s }, { u"rec"_s, torn }, { u"n"_s, 3 }, { u"bytes"_s, u"e3Rvcm4"_s } }) }) },
    }));
    const QByteArray recovery = a.enrolment().recoveryKey;
    QByteArray sealed(content.size() + qsizetype(crypto_box_SEALBYTES), '\0');
    crypto_box_seal(reinterpret_cast<unsigned char *>(sealed.data()), reinterpret_cast<const unsigned char *>(content.constData()),
                    static_cast<unsigned long long>(content.size()), reinterpret_cast<const unsigned char *>(recovery.constData()));
    QFile file(hub.file(u"rescue"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(sealed);
    file.close();

    const Json first = answerTo({ u"import-unsent"_s, hub.file(u"rescue"_s) });
    EXPECT_EQ(first[u"outcomes"_s][u"applied"_s].toInteger(), 2);
    EXPECT_EQ(first[u"known"_s].toInteger(), 0);
    EXPECT_EQ(first[u"left"_s].toStrings(),
              (QStringList { notOne, u"(one that names no record)"_s, torn, tooLongId, childId.toString(), toHex(sha256(stray)) }))
        << "named, and the rest is taken";
    EXPECT_FALSE(hub.run({ u"export"_s }).out.contains("canary of a child")) << "a change of a child on the list is not a second child";
    EXPECT_EQ(first[u"files"_s].toInteger(), 1);
    EXPECT_EQ(answerTo({ u"check"_s })[u"files"_s].toInteger(), 1);
    const Json second = answerTo({ u"import-unsent"_s, hub.file(u"rescue"_s) });
    EXPECT_EQ(second[u"known"_s].toInteger(), 2);
    EXPECT_EQ(hub.run({ u"export"_s }).out.count(unsent.id.toString().toLatin1()), 1);

    // The visit is finished on the device after all: it comes in under its own id.
    ASSERT_TRUE(hub.serve());
    RecordBody finished = draft;
    finished.state = RecordState::Completed;
    finished.completedAtMs = finished.madeAtMs + 1;
    auto rejoined = device(north);
    Operation finish = rejoined.create(finished);
    finish.record = draftId;
    const auto later = rejoined.sync({ finish });
    ASSERT_TRUE(later);
    EXPECT_EQ(outcomeName(later->acks[0].outcome), u"applied"_s);
    EXPECT_EQ(hub.stop(), 0);

    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    file.seek(40);
    file.write("x");
    file.close();
    expectOneSentence(hub.run({ u"import-unsent"_s, hub.file(u"rescue"_s) }), 1);
}

TEST_F(HubProgramTest, ANewcomerIsAddedWithATeamAndALeaverHandsIn)
{
    ASSERT_TRUE(hub.serve());
    const Json added = answerTo({ u"user"_s, u"add"_s, u"newcomer"_s, u"--name"_s, u"A newcomer"_s, u"--role"_s, u"Practitioner"_s, u"--service"_s,
                                  u"early-support"_s, u"--leads"_s, u"a-new-team"_s, u"--manager"_s, u"sm-early-support"_s });
    EXPECT_EQ(added[u"teams"_s].toStrings(), QStringList { u"a-new-team"_s });
    auto newcomer = device(u"newcomer"_s);
    EXPECT_TRUE(newcomer.lastAnswer->scopes.contains(u"lead:a-new-team"_s));
    // Moved to lead another team: the old one's records are theirs no longer.
    const Json moved = answerTo({ u"user"_s, u"add"_s, u"newcomer"_s, u"--name"_s, u"A newcomer"_s, u"--role"_s, u"Practitioner"_s, u"--service"_s,
                                  u"early-support"_s, u"--leads"_s, u"another-team"_s, u"--manager"_s, u"sm-early-support"_s });
    EXPECT_EQ(moved[u"no_longer_leads"_s].toStrings(), QStringList { u"a-new-team"_s });
    ASSERT_TRUE(newcomer.pullAll());
    EXPECT_FALSE(newcomer.lastAnswer->scopes.contains(u"lead:a-new-team"_s));
    EXPECT_TRUE(newcomer.lastAnswer->scopes.contains(u"lead:another-team"_s));
    const QString unusedCode = answerTo({ u"enrol"_s, u"newcomer"_s })[u"code"_s].toString();
    EXPECT_EQ(hub.run({ u"user"_s, u"leave"_s, u"newcomer"_s, u"--last-day"_s, QDate::currentDate().addDays(-2).toString(Qt::ISODate) }).exitCode, 0);
    const auto answer = newcomer.sync({ newcomer.create(claim(u"newcomer"_s, u"handed in late"_s)) });
    ASSERT_TRUE(answer);
    EXPECT_EQ(outcomeName(answer->acks[0].outcome), u"held:scope"_s);
    EXPECT_TRUE(answer->scopes.isEmpty());
    EXPECT_EQ(hub.run({ u"revoke"_s, u"newcomer"_s }).exitCode, 0);
    EXPECT_EQ(newcomer.send(newcomer.request()).status, 403);
    // Back tomorrow or not: the code sent out before the withdrawal opens nothing.
    EXPECT_EQ(hub.run({ u"user"_s, u"leave"_s, u"newcomer"_s, u"--last-day"_s, QDate::currentDate().addDays(30).toString(Qt::ISODate) }).exitCode, 0);
    const QByteArray stolen = wire::encode(wire::EnrolRequest { unusedCode, QByteArray(32, 'k'), InstallationId(QUuid::createUuid()) });
    EXPECT_EQ(ask(hub.port(), "POST", "/v1/enrol", stolen).status, 401);
    expectOneSentence(hub.run({ u"user"_s, u"add"_s, u"x"_s, u"--name"_s, u"X"_s, u"--role"_s, u"Practitioner"_s, u"--service"_s, u"early-support"_s,
                                u"--manager"_s, u"nobody-there"_s }),
                      2);
    expectOneSentence(hub.run({ u"user"_s, u"add"_s, u"Not An Id"_s, u"--name"_s, u"X"_s, u"--role"_s, u"Practitioner"_s, u"--service"_s, u"early-support"_s }),
                      2);
    // What nothing in the framework is for would leave them with an empty Today.
    const auto with = [](const QString &role, const QString &service) {
        return QStringList {
            u"user"_s, u"add"_s, u"x"_s, u"--name"_s, u"X"_s, u"--role"_s, role, u"--service"_s, service, u"--manager"_s, u"sm-early-support"_s
        };
    };
    expectOneSentence(hub.run(with(u"Bogus"_s, u"early-support"_s)), 2);
    expectOneSentence(hub.run(with(u"Practitioner"_s, u"nowhere"_s)), 2);
    // Nobody who has left is let in again by a command that seems to add or move somebody.
    QStringList again = with(u"Practitioner"_s, u"early-support"_s);
    again[2] = u"newcomer"_s;
    expectOneSentence(hub.run(again), 1);
    EXPECT_EQ(hub.run(again + QStringList { u"--returns"_s }).exitCode, 0);
    EXPECT_EQ(hub.stop(), 0);
}

TEST_F(HubProgramTest, AnEditionReachesDevicesAndABadDocumentInstallsNothing)
{
    ASSERT_TRUE(hub.serve());
    auto a = device(north);
    const auto heldBefore = a.held.size();
    QFile file(hub.file(u"bad.txt"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("no table here\n");
    file.close();
    expectOneSentence(hub.run({ u"framework"_s, u"install"_s, hub.file(u"bad.txt"_s) }), 2);
    ASSERT_TRUE(a.pullAll());
    EXPECT_EQ(a.held.size(), heldBefore);
    const QString document = QStringLiteral(SIGHTLINE_SOURCE_DIR "/core/packs/framework/quality_assurance_framework.txt");
    EXPECT_EQ(answerTo({ u"framework"_s, u"install"_s, document, u"--from"_s, u"2027-04-01"_s })[u"edition"_s].toString(), u"2027-04-01"_s);
    ASSERT_TRUE(a.pullAll());
    EXPECT_EQ(a.held.size(), heldBefore + 1);
    EXPECT_EQ(hub.stop(), 0);
}

/// `account`: what is told once lets in, and neither the password nor what it is told is in the trail, the output of other commands or the database.
TEST_F(HubProgramTest, AnAccountOfItsOwnJoinsADeviceAndIsGoneWhenDisabled)
{
    const QString passwordFile = hub.file(u"password"_s);
    const auto choose = [&passwordFile](const QByteArray &words) {
        QFile file(passwordFile);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(words) == words.size());
    };
    const QStringList add { u"account"_s, u"add"_s, north, u"--password-file"_s, passwordFile };
    choose("short\n");
    expectOneSentence(hub.run(add), 2);
    expectOneSentence(hub.run({ u"account"_s, u"add"_s, north }), 2);
    choose("lantern orchard tuesday\n");
    const Json given = answerTo(add);
    expectOneSentence(hub.run(add), 1);
    const QStringList codes = given[u"recovery_codes"_s].toStrings();
    ASSERT_EQ(codes.size(), 10);
    EXPECT_TRUE(given[u"authenticator"_s].toString().startsWith(u"otpauth://totp/"_s));

    ASSERT_TRUE(hub.serve());
    const auto signIn = [&](const QString &second) {
        const wire::LocalSignIn request { north, u"lantern orchard tuesday"_s, second, QByteArray(32, 'k'), InstallationId(QUuid::createUuid()) };
        return ask(hub.port(), "POST", "/v1/sign-in/local", wire::encode(request)).status;
    };
    EXPECT_EQ(signIn(codes.first()), 200);
    EXPECT_EQ(signIn(codes.first()), 401);
    const Json account = answerTo({ u"account"_s, u"list"_s }).toArray().value(0);
    EXPECT_EQ(account[u"recovery_codes_left"_s].toInteger(), 9);
    EXPECT_EQ(account[u"wrong_tries"_s].toInteger(), 1);
    EXPECT_TRUE(answerTo({ u"account"_s, u"disable"_s, north })[u"disabled"_s].toBool());
    EXPECT_EQ(signIn(codes.at(1)), 401);
    const QStringList again = answerTo({ u"account"_s, u"reset"_s, north, u"--password-file"_s, passwordFile })[u"recovery_codes"_s].toStrings();
    EXPECT_EQ(signIn(codes.at(1)), 401);
    EXPECT_EQ(signIn(again.first()), 200);

    const QByteArray trail = hub.run({ u"audit"_s, u"show"_s }).out;
    EXPECT_TRUE(trail.contains("by an account of the hub's and a recovery code (9 left)")) << trail.constData();
    EXPECT_TRUE(trail.contains("and was not let in"));
    EXPECT_TRUE(trail.contains("sightline-hub account add " + north.toUtf8() + " --password-file")) << trail.constData();
    for (const QByteArray &secret : { QByteArray("lantern"), codes.first().toUtf8(), given[u"key"_s].toString().toUtf8(), passwordFile.toUtf8() })
        EXPECT_FALSE(trail.contains(secret)) << secret.constData();
    EXPECT_EQ(hub.stop(), 0);
    EXPECT_EQ(hub.run({ u"check"_s }).exitCode, 0);
}
