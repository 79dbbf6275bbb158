#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/commands/want_files.h"
#include "core/people/person.h"
#include "core/records/published.h"
#include "sync/client/exchange.h"
#include "sync/client/file_carrier.h"
#include "sync/client/file_courier.h"
#include "sync/client/runner.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/support/loopback_transport.h"
#include "tests/unit/client/device_fixture.h"

namespace sightline::sync {
namespace {

/// A hub whose team north has a practitioner and a manager.
class Hub {
public:
    Hub()
    {
        store = std::move(hub::SqliteHubStore::open({ .path = u":memory:"_s })).value();
        VisibilityTable readers;
        readers.insert(u"X01"_s, { { u"author"_s }, { u"author"_s, u"team"_s, u"lead"_s } });
        service = std::make_unique<hub::HubService>(*store, clock, random, hub::HubOptions { .visibility = readers });
        EXPECT_TRUE(service->begin(u"Test council"_s));
        EXPECT_TRUE(service->publish({ person(u"sw1"_s, { TeamId(u"north"_s) }), person(u"tm"_s, { TeamId(u"north"_s) }) }));
    }
    static hub::Publication person(const QString &id, const QSet<TeamId> &teams, QDate lastDay = {})
    {
        Person person;
        person.id = PersonId(id);
        person.name = u"Role phrase"_s;
        person.roles = { u"Practitioner"_s };
        person.service = ServiceId(u"early"_s);
        person.teams = QList<TeamId>(teams.cbegin(), teams.cend());
        person.to = lastDay;
        return { hub::publishedId(RecordType::Person, id), publishedBody(RecordType::Person, toJson(person)) };
    }

    HandClock clock;
    CountingRandom random;
    std::unique_ptr<hub::SqliteHubStore> store;
    std::unique_ptr<hub::HubService> service;
};

/// Becomes well between the first look at it and the first time anybody listens, and says nothing more.
class WellMeanwhile final : public SyncActivity {
public:
    [[nodiscard]] SyncStatus status() const override { return { .word = m_isHeard ? SyncWord::UpToDate : SyncWord::Syncing }; }
    void syncNow() override { }
    [[nodiscard]] std::shared_ptr<void> listen(Listener listener) override
    {
        m_isHeard = true;
        return std::make_shared<Listener>(std::move(listener));
    }

private:
    std::atomic<bool> m_isHeard = false;
};

/// Asks @p isSo for up to @p times hundredths of a second: nobody tells of a file that came or went.
template <typename Question>
bool comesTrue(const Question &isSo, int times = 1000)
{
    std::mutex mutex;
    std::condition_variable nothing;
    std::unique_lock lock(mutex);
    for (int i = 0; i < times; ++i) {
        if (isSo())
            return true;
        nothing.wait_for(lock, std::chrono::milliseconds(10));
    }
    return false;
}

/// One person's device, with a wire to the hub that can be cut.
class Device {
public:
    Device(Hub &hub, const QString &person, quint32 seed)
        : installation(newId<InstallationId>(clock, random)), transport(*hub.service, { installation, PersonId(person), {} }, hub.store.get())
    {
        static_cast<void>(random.bytes(static_cast<int>(seed)));
        store = std::move(Store::open({ .path = u":memory:"_s }, clock, random)).value();
        access = std::make_unique<OwnStore>(*store);
        author = PersonId(person);
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            if (const auto set = store->meta().setEnrolment({ u"http://127.0.0.1"_s, installation, author, {}, {}, {}, {}, {}, 0 }, SecretBytes(64)); !set)
                return set;
            if (const auto set = store->meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); !set)
                return set;
            return store->outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered);
        }));
    }

    /// A completed record with @p bytes as its photo.
    RecordId save(const QByteArray &bytes)
    {
        Operation operation { .id = newId<OperationId>(clock, random), .record = newId<RecordId>(clock, random) };
        operation.kind = OperationKind::Create;
        operation.kindName = u"create"_s;
        RecordBody head;
        head.state = RecordState::Completed;
        head.author = author;
        head.form = u"X01@1.0"_s;
        head.team = TeamId(u"north"_s);
        head.service = ServiceId(u"early"_s);
        head.completedAtMs = clock.at.msSinceEpoch;
        head.answers.insert(u"said"_s, u"Toast"_s);
        head.answers.insert(
            u"photo"_s,
            Json::object({ { u"sha"_s, toHex(sha256(bytes)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, bytes.size() }, { u"name"_s, u"photo-1.jpg"_s } }));
        operation.head = head;
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            if (const auto put = store->files().put(bytes, u"image/jpeg"_s, clock.now()); !put)
                return put.error();
            return store->outbox().append(operation);
        }));
        return operation.record;
    }
    void sync()
    {
        const auto report = syncOnce(*access, transport, random);
        EXPECT_TRUE(report) << (report ? "" : qPrintable(report.error().detail));
    }
    CarriedPiece::Kind carry() { return carryAll(*access, transport).kind; }
    qint64 unsent() { return store->fileTravel().unsent()->files; }
    bool has(const QByteArray &bytes)
    {
        const auto stored = store->files().bytes(sha256(bytes));
        return stored && *stored == bytes;
    }

    HandClock clock;
    CountingRandom random;
    InstallationId installation;
    PersonId author;
    support::LoopbackTransport transport;
    std::unique_ptr<Store> store;
    std::unique_ptr<OwnStore> access;
};

/// Four chunks.
QByteArray photo(char mark = 'p', qint64 size = 3 * limits::fileChunkBytes + 5000)
{
    QByteArray bytes(size, mark);
    for (qsizetype i = 0; i < bytes.size(); i += 101)
        bytes[i] = static_cast<char>(i * 17);
    return bytes;
}

class FileCarrierTest : public ::testing::Test {
protected:
    Hub hub;
    Device author { hub, u"sw1"_s, 3 };
    Device reader { hub, u"tm"_s, 5 };
};

TEST_F(FileCarrierTest, APhotoReachesWhoeverLooksAtItsRecordAndNobodyElse)
{
    const RecordId record = author.save(photo());
    EXPECT_EQ(author.carry(), CarriedPiece::Kind::Nothing) << "its words go first";
    author.sync();
    EXPECT_EQ(author.unsent(), 1);
    EXPECT_EQ(author.carry(), CarriedPiece::Kind::Nothing);
    EXPECT_EQ(author.unsent(), 0);
    EXPECT_TRUE(author.has(photo())) << "here too, until its room is needed";

    reader.sync();
    EXPECT_EQ(reader.carry(), CarriedPiece::Kind::Nothing);
    EXPECT_FALSE(reader.has(photo())) << "nobody has looked";
    EXPECT_EQ(*wantFiles(*reader.store, record), 1);
    EXPECT_EQ(reader.carry(), CarriedPiece::Kind::Nothing);
    EXPECT_TRUE(reader.has(photo()));
    EXPECT_EQ(*wantFiles(*reader.store, record), 0);
}

TEST_F(FileCarrierTest, SendsTheSmallestFirst)
{
    author.save(photo('l'));
    author.save(photo('s', 100));
    author.sync();
    FileCarrier carrier(*author.access);
    EXPECT_EQ(carrier.carry(author.transport).kind, CarriedPiece::Kind::Moved);   // asked
    EXPECT_EQ(carrier.carry(author.transport).kind, CarriedPiece::Kind::Moved);   // sent
    EXPECT_TRUE(*author.store->fileTravel().isAtHub(sha256(photo('s', 100))));
    EXPECT_FALSE(*author.store->fileTravel().isAtHub(sha256(photo('l'))));
}

TEST_F(FileCarrierTest, GoesOnWhereItWasHoweverOftenItIsCut)
{
    const RecordId record = author.save(photo());
    author.sync();
    const int before = author.transport.calls();
    // Each answer but every second is lost, and each time the app is started anew: what arrived stays.
    int tries = 0;
    while (author.unsent() > 0 && tries < 40) {
        FileCarrier carrier(*author.access);
        if (tries++ % 2 == 0)
            author.transport.loseAnswers(1);
        static_cast<void>(carrier.carry(author.transport));
        static_cast<void>(carrier.carry(author.transport));
    }
    EXPECT_EQ(author.unsent(), 0);
    EXPECT_LE(author.transport.calls() - before, 2 * 2 * 5) << "an asking and a sending for each chunk, and as many that were lost";

    reader.sync();
    ASSERT_TRUE(wantFiles(*reader.store, record));
    for (tries = 0; !reader.has(photo()) && tries < 20; ++tries) {
        FileCarrier carrier(*reader.access);
        if (tries % 2 == 0)
            reader.transport.loseAnswers(1);
        static_cast<void>(carrier.carry(reader.transport));
    }
    EXPECT_EQ(tries, 8) << "four chunks, each lost once";
}

TEST_F(FileCarrierTest, AFullDeviceFetchesNothingAndKeepsItsRoomForWords)
{
    const RecordId record = author.save(photo());
    author.sync();
    author.carry();
    reader.sync();
    ASSERT_EQ(*wantFiles(*reader.store, record), 1);
    qint64 free = sightline::limits::freeBytesForFilesMin + photo().size() - 1;
    FileCarrier carrier(*reader.access, [&free] { return std::optional(free); });
    EXPECT_EQ(carrier.carry(reader.transport).kind, CarriedPiece::Kind::Nothing);
    EXPECT_EQ(reader.store->fileTravel().chunksHere(sha256(photo()))->size(), 0);
    // With just enough it comes whole, though each chunk that came leaves less.
    free += 1;
    while (carrier.carry(reader.transport).kind == CarriedPiece::Kind::Moved)
        free -= sightline::limits::fileChunkBytes;
    EXPECT_TRUE(reader.has(photo()));
    // Its own words and pictures still go: that makes room.
    const RecordId own = reader.save(photo('o', 100));
    reader.sync();
    free = 0;
    EXPECT_EQ(carrier.carry(reader.transport).kind, CarriedPiece::Kind::Moved) << own.toString().toStdString();
}

TEST_F(FileCarrierTest, OneThatIsNotThereYetComesLater)
{
    const RecordId record = author.save(photo());
    author.sync();
    reader.sync();
    ASSERT_EQ(*wantFiles(*reader.store, record), 1);
    FileCarrier carrier(*reader.access);
    EXPECT_EQ(carrier.carry(reader.transport).kind, CarriedPiece::Kind::NotYet);
    EXPECT_EQ(carrier.carry(reader.transport).kind, CarriedPiece::Kind::Nothing) << "not asked again and again";
    author.carry();
    carrier.tryAgain();
    EXPECT_EQ(carrier.carry(reader.transport).kind, CarriedPiece::Kind::Moved);
}

TEST_F(FileCarrierTest, LeavesWithItsRecord)
{
    const RecordId record = author.save(photo());
    author.sync();
    author.carry();
    reader.sync();
    ASSERT_TRUE(wantFiles(*reader.store, record));
    reader.carry();
    ASSERT_TRUE(reader.has(photo()));
    ASSERT_TRUE(hub.service->publish({ Hub::person(u"tm"_s, {}) }));   // moves to no team
    reader.sync();
    EXPECT_EQ(*reader.store->db().integer("SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM file_chunk) + (SELECT count(*) FROM file_record) "
                                          "+ (SELECT count(*) FROM file_at_hub) + (SELECT count(*) FROM file_wanted)"),
              0);
}

TEST_F(FileCarrierTest, HalfAFileLeavesWithItsRecordToo)
{
    const RecordId record = author.save(photo());
    author.sync();
    author.carry();
    reader.sync();
    ASSERT_TRUE(wantFiles(*reader.store, record));
    FileCarrier carrier(*reader.access);
    ASSERT_EQ(carrier.carry(reader.transport).kind, CarriedPiece::Kind::Moved);
    ASSERT_TRUE(hub.service->publish({ Hub::person(u"tm"_s, {}) }));
    reader.sync();
    EXPECT_EQ(*reader.store->db().integer("SELECT (SELECT count(*) FROM file_chunk) + (SELECT count(*) FROM file_wanted)"), 0);
}

TEST_F(FileCarrierTest, AnUnsentPhotoStaysWhereItsRecordLeft)
{
    const RecordId record = author.save(photo());
    author.sync();
    ASSERT_TRUE(hub.service->setDurable(1'000'000));
    ASSERT_TRUE(hub.service->publish({ Hub::person(u"sw1"_s, {}, QDate(2026, 11, 1)) }));   // no longer here
    author.sync();
    ASSERT_FALSE(author.store->base().find(record)->has_value());
    EXPECT_TRUE(author.has(photo()));
    author.carry();
    EXPECT_EQ(author.unsent(), 0) << "who named it gives it";
}

TEST_F(FileCarrierTest, AnOwnCopyStaysUntilABackupHasItThoughItsRecordLeft)
{
    author.save(photo());
    author.sync();
    author.carry();
    ASSERT_TRUE(hub.service->setDurable(author.store->outbox().all(false)->isEmpty() ? 0 : *author.store->outbox().all(false)->first().ackSeq));
    ASSERT_TRUE(hub.service->publish({ Hub::person(u"sw1"_s, {}, QDate(2026, 11, 1)) }));
    author.sync();
    EXPECT_TRUE(author.has(photo())) << "a hub restored from that backup would ask for it";
    ASSERT_TRUE(hub.service->setDurable(1'000'000));
    author.sync();
    ASSERT_TRUE(author.store->transact([&] { return author.store->fileTravel().dropOrphans(1'000'000); }));   // as upkeep does every hour
    EXPECT_FALSE(author.has(photo()));
}

TEST_F(FileCarrierTest, WhatCameFromAColleagueIsSentOnceItIsOnesOwnToo)
{
    const RecordId record = author.save(photo());
    author.sync();
    author.carry();
    reader.sync();
    ASSERT_TRUE(wantFiles(*reader.store, record));
    reader.carry();
    ASSERT_TRUE(reader.has(photo()));
    reader.save(photo());   // the same bytes, in a record of their own
    reader.sync();
    EXPECT_EQ(reader.unsent(), 1);
    reader.carry();
    EXPECT_EQ(reader.unsent(), 0);
    const auto snapshot = hub.store->snapshot();
    EXPECT_GT((*snapshot)->file(sha256(photo()), PersonId(u"tm"_s))->value().completeSeq, 0);
}

/// A hub that takes the record away while a chunk of its picture is on its way.
class RevokingTransport final : public Transport {
public:
    RevokingTransport(Transport &inner, std::function<void()> revoke) : m_inner(inner), m_revoke(std::move(revoke)) { }
    [[nodiscard]] Reply call(const Call &call) override
    {
        Reply reply = m_inner.call(call);
        std::exchange(m_revoke, [] {})();
        return reply;
    }
    void cancel() override { m_inner.cancel(); }

private:
    Transport &m_inner;
    std::function<void()> m_revoke;
};

TEST_F(FileCarrierTest, AChunkThatComesAfterItsRecordLeftIsNotKept)
{
    const RecordId record = author.save(photo('s', 100));
    author.sync();
    author.carry();
    reader.sync();
    ASSERT_TRUE(wantFiles(*reader.store, record));
    RevokingTransport transport(reader.transport, [&] {
        ASSERT_TRUE(hub.service->publish({ Hub::person(u"tm"_s, {}) }));
        reader.sync();
    });
    FileCarrier carrier(*reader.access);
    EXPECT_EQ(carrier.carry(transport).kind, CarriedPiece::Kind::Moved);
    EXPECT_EQ(*reader.store->db().integer("SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM file_chunk)"), 0);
}

TEST_F(FileCarrierTest, OneWhoseSizeIsALieHoldsUpNoOther)
{
    const QByteArray small = photo('s', 100), other = photo('o', 5000);
    const RecordId first = author.save(small), second = author.save(other);
    author.sync();
    author.carry();
    reader.sync();
    ASSERT_TRUE(reader.store->transact([&] { return reader.store->fileTravel().want({ sha256(small), first, 101, u"image/jpeg"_s }); }));
    ASSERT_TRUE(wantFiles(*reader.store, second));
    reader.carry();
    EXPECT_TRUE(reader.has(other));
    EXPECT_FALSE(reader.has(small));
}

TEST_F(FileCarrierTest, WhatWasNeverHereIsKnownNotToHaveBeenSeen)
{
    const RecordId record = author.save(photo());
    author.sync();
    author.carry();
    reader.sync();
    const auto body = reader.store->view().body(record);
    ASSERT_TRUE(body && *body);
    const auto lacked = [&] { return *filesNotHere(*reader.store, (*body)->answers); };
    EXPECT_EQ(lacked(), QList<QByteArray> { sha256(photo()) });
    ASSERT_TRUE(wantFiles(*reader.store, record));
    reader.carry();
    EXPECT_TRUE(lacked().isEmpty());
    ASSERT_EQ(*reader.store->transact([&] { return reader.store->fileTravel().makeRoom(0, 0, {}); }), 1);
    EXPECT_TRUE(lacked().isEmpty()) << "it was here once, and looked at";
}

TEST_F(FileCarrierTest, ItsAuthorIsToldOfOneThatIsDamagedHereAndOthersGo)
{
    const RecordId damaged = author.save(photo('a'));
    author.save(photo('b'));
    author.sync();
    ASSERT_TRUE(author.store->db().run("DROP TRIGGER file_chunk_immutable"));   // a disk knows none
    ASSERT_TRUE(author.store->db().run("UPDATE file_chunk SET bytes = zeroblob(length(bytes)) WHERE sha = ?", sha256(photo('a'))));
    for (int times = 0; times < 2; ++times)
        author.carry();
    EXPECT_EQ(author.unsent(), 1) << "the other one is there";
    QList<DiaryLine> told = *author.store->diary().lines(100);
    told.removeIf([](const DiaryLine &line) { return line.kind != DiaryKind::Unsendable; });
    ASSERT_EQ(told.size(), 1);
    EXPECT_EQ(told.first().record, damaged);
}

TEST_F(FileCarrierTest, IsOfferedAgainToANewHistory)
{
    author.save(photo());
    author.sync();
    author.carry();
    ASSERT_TRUE(hub.service->newEpoch());
    author.sync();
    EXPECT_EQ(author.unsent(), 1);
    const int before = author.transport.calls();
    author.carry();
    EXPECT_EQ(author.unsent(), 0);
    EXPECT_EQ(author.transport.calls() - before, 1) << "the hub says that it has it";
}

TEST_F(FileCarrierTest, RoomIsMadeOnlyOfWhatABackupHolds)
{
    const RecordId record = author.save(photo());
    author.sync();
    author.carry();
    const auto makeRoom = [&](qint64 durable) { return *author.store->transact([&] { return author.store->fileTravel().makeRoom(0, durable, {}); }); };
    EXPECT_EQ(makeRoom(1), 0);
    EXPECT_EQ(*author.store->transact([&] { return author.store->fileTravel().makeRoom(0, 1'000'000, { sha256(photo()) }); }), 0) << "a draft names it";
    EXPECT_EQ(makeRoom(1'000'000), 1);
    EXPECT_FALSE(author.has(photo()));
    EXPECT_EQ(author.unsent(), 0);
    ASSERT_EQ(*wantFiles(*author.store, record), 1) << "whoever looks gets it again";
    author.carry();
    EXPECT_TRUE(author.has(photo()));
}

TEST_F(FileCarrierTest, WhatIsNotWhatWasNamedIsNotKept)
{
    const RecordId record = author.save(photo());
    author.sync();
    author.carry();
    reader.sync();
    const FileToFetch file { sha256(photo()), record, photo().size(), u"image/jpeg"_s };
    const auto finished = reader.store->transact([&]() -> Result<bool> {
        for (qint64 n = 0; n < 4; ++n) {
            if (const auto put = reader.store->fileTravel().putChunk(file.sha, n, "wrong"); !put)
                return put.error();
        }
        return reader.store->fileTravel().finish(file, reader.clock.now());
    });
    ASSERT_TRUE(finished);
    EXPECT_FALSE(*finished);
    EXPECT_TRUE(reader.store->fileTravel().chunksHere(file.sha)->isEmpty());
}

TEST_F(FileCarrierTest, TheCourierMissesNothingThatTheExchangeSaysWhileItBegins)
{
    author.save(photo('a'));
    author.sync();
    ASSERT_EQ(author.unsent(), 1);
    StoreThread thread;
    thread.open([&] { return Result<std::unique_ptr<Store>>(std::move(author.store)); }).waitForFinished();
    WellMeanwhile exchange;
    const hub::Caller caller { author.installation, author.author, {} };
    FileCourier courier(
        thread, exchange, [&] { return std::make_unique<support::LoopbackTransport>(*hub.service, caller, hub.store.get()); },
        std::make_unique<CountingRandom>());
    courier.start();
    EXPECT_TRUE(comesTrue([&] {
        const auto left = thread.call([](Store &store) { return store.fileTravel().unsent(); }).get();
        return left && left->files == 0;
    }));
    courier.stop();
}

/// The whole of it as the app runs it: two lanes beside the exchange.
TEST_F(FileCarrierTest, TheCourierCarriesWhatIsSavedAndWhatIsAskedFor)
{
    const RecordId theirs = author.save(photo('t'));
    author.sync();   // its photo comes later, while the reader listens

    StoreThread thread;
    CountingRandom random;
    static_cast<void>(random.bytes(77));
    thread.open([&] { return Store::open({ .path = u":memory:"_s }, reader.clock, random); }).waitForFinished();
    const InstallationId installation = newId<InstallationId>(reader.clock, random);
    const auto onStore = [&](auto work) { return thread.call([work](Store &store) -> Result<qint64> { return work(store); }).get(); };
    ASSERT_TRUE(onStore([&](Store &store) -> Result<qint64> {
        const auto set = store.transact([&]() -> Result<void> {
            if (const auto joined = store.meta().setEnrolment({ u"loop"_s, installation, PersonId(u"tm"_s), {}, {}, {}, {}, {}, 0 }, SecretBytes(64)); !joined)
                return joined;
            if (const auto tokens = store.meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); !tokens)
                return tokens;
            return store.outbox().restartStream(newId<StreamId>(reader.clock, random), OutboxTable::Offer::Unanswered);
        });
        return set ? Result<qint64>(0) : set.error();
    }));
    const hub::Caller caller { installation, PersonId(u"tm"_s), {} };
    auto made = std::make_unique<support::LoopbackTransport>(*hub.service, caller);
    support::LoopbackTransport *listening = made.get();
    Runner runner(thread, std::move(made), std::make_unique<CountingRandom>());
    FileCourier courier(
        thread, runner, [&] { return std::make_unique<support::LoopbackTransport>(*hub.service, caller, hub.store.get()); },
        std::make_unique<CountingRandom>());
    runner.start();
    courier.start();
    EXPECT_TRUE(comesTrue([&] {
        const auto asked = onStore([&](Store &store) { return wantFiles(store, theirs); });
        return asked && *asked == 1;
    })) << "its record came";
    const auto isHere = [&] {
        const auto here = onStore([&](Store &store) -> Result<qint64> {
            const auto bytes = store.files().bytes(sha256(photo('t')));
            return bytes ? Result<qint64>(bytes->size()) : bytes.error();
        });
        return here && *here == photo('t').size();
    };
    courier.hold(true);
    listening->wakeListeners();
    author.carry();
    listening->wakeListeners();
    EXPECT_FALSE(comesTrue(isHere, 30)) << "nothing moves while it is held";
    courier.hold(false);
    EXPECT_TRUE(comesTrue(isHere));
    courier.stop();
    runner.stop();
}

} // namespace
} // namespace sightline::sync
