// Files outside the database in a backup, in a restore and under a sweep, over each place they may lie in.
#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/packs/council/demo_council.h"
#include "core/records/step_body.h"
#include "sync/hub/ops/backup.h"
#include "sync/hub/ops/seed.h"
#include "sync/hub/ops/sweep_files.h"
#include "tests/support/s3_server.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;

/// A hub in a folder whose files lie in a directory, or where SIGHTLINE_TEST_FILES is "s3" in a bucket.
class FilesKeptTest : public testing::Test {
protected:
    void SetUp() override
    {
        if (qgetenv("SIGHTLINE_TEST_FILES") == "s3") {
            server = std::make_unique<support::S3Server>();
            ASSERT_NE(server->port(), 0) << qPrintable(server->complaint);
            place = server->place(u"kept/"_s);
            ASSERT_TRUE(QFile::copy(server->credentials(), paths.s3Credentials()));
        } else {
            place = u"directory:"_s + folder.filePath(u"files"_s);
        }
        auto hub = OpenHub::open(paths, OpenFor::Creating);
        ASSERT_TRUE(hub) << qPrintable(hub.error().detail);
        ASSERT_TRUE((*hub)->service().begin(u"Test council"_s, councilPublications(demoCouncil())));
        ASSERT_TRUE((*hub)->keepKeys());
        ASSERT_TRUE((*hub)->files().found(place));
        ASSERT_TRUE((*hub)->inTransaction([&](HubTransaction &transaction) { return transaction.setFileStore({ 1, place, 1 }); }));
        hub->reset();   // as the next command finds it
        reopen();
    }

    /// A visit with a photo of @p bytes, whole at the hub.
    void addPhoto(const QByteArray &bytes)
    {
        OpenHub &hub = *opened;
        RecordBody body;
        body.state = RecordState::Completed;
        body.author = PersonId(u"practitioner-north-1"_s);
        body.form = u"visit@1.0"_s;
        body.team = TeamId(u"early-support-north"_s);
        body.service = ServiceId(u"early-support"_s);
        body.madeAtMs = body.completedAtMs = 1'795'391'000'000;
        body.answers.insert(
            u"photo"_s,
            Json::object({ { u"sha"_s, toHex(sha256(bytes)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, bytes.size() }, { u"name"_s, u"photo.jpg"_s } }));
        Operation create { .id = newId<OperationId>(hub.clock(), hub.random()), .record = newId<RecordId>(hub.clock(), hub.random()) };
        create.kind = OperationKind::Create;
        create.kindName = operationKindName(create.kind);
        create.atMs = body.madeAtMs;
        create.head = body;
        wire::SyncRequest request { .epoch = hub.state()->epoch, .stream = newId<StreamId>(hub.clock(), hub.random()) };
        request.previousChain = chainStart();
        request.operations.append({ 1, create });
        const Caller caller { newId<InstallationId>(hub.clock(), hub.random()), body.author };
        ASSERT_EQ(hub.service().sync(request, caller)->acks.size(), 1);
        for (qint64 n = 0; n < wire::chunksIn(bytes.size()); ++n)
            ASSERT_TRUE(hub.service().takeChunk(sha256(bytes), n, bytes.mid(n * limits::fileChunkBytes, limits::fileChunkBytes), caller));
    }
    SelfCheck check()
    {
        const auto snapshot = opened->store().snapshot();
        const auto checked = selfCheck(**snapshot, {}, &opened->files());
        EXPECT_TRUE(checked) << (checked ? "" : qPrintable(checked.error().detail));
        return checked.valueOr({});
    }
    QStringList names()
    {
        const auto snapshot = opened->store().snapshot();
        return *(*snapshot)->chunkNames(1);
    }
    Sweep sweep(qint64 afterDays, int days = sweepDaysUsual)
    {
        const auto snapshot = opened->store().snapshot();
        const auto swept = sweepFiles(**snapshot, opened->files(), { opened->clock().now().msSinceEpoch + afterDays * dayMs }, days);
        EXPECT_TRUE(swept) << (swept ? "" : qPrintable(swept.error().detail));
        return swept.valueOr({});
    }
    void reopen()
    {
        opened.reset();
        auto hub = OpenHub::open(paths, OpenFor::Administering);
        ASSERT_TRUE(hub) << qPrintable(hub.error().detail);
        opened = std::move(*hub);
    }

    QTemporaryDir folder;
    HubPaths paths = hubPaths(u"sqlite:"_s + folder.filePath(u"hub.db"_s), folder.filePath(u"hub.keys"_s)).value();
    std::unique_ptr<support::S3Server> server;
    QString place;
    std::unique_ptr<OpenHub> opened;
    QByteArray photo = QByteArray(limits::fileChunkBytes, 'a') + QByteArray(777, 'b');
};

TEST_F(FilesKeptTest, ABackupWithoutAWordOfThemIsRefusedAndTellsDevicesNothing)
{
    EXPECT_TRUE(backUp(*opened, folder.filePath(u"empty.db"_s))) << "there are none yet";
    addPhoto(photo);
    const qint64 durable = opened->state()->durableSeq;
    const auto refused = backUp(*opened, folder.filePath(u"backup.db"_s));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_FALSE(QFile::exists(folder.filePath(u"backup.db"_s)));
    EXPECT_EQ(opened->state()->durableSeq, durable);
    const auto stays = backUp(*opened, folder.filePath(u"stays.db"_s), { {}, true });
    ASSERT_TRUE(stays) << qPrintable(stays.error().detail);
    EXPECT_EQ(stays->check.files, 1) << "read where it stays";
    EXPECT_GT(opened->state()->durableSeq, durable);
}

TEST_F(FilesKeptTest, ALostOrSpoiltChunkIsFoundByCheckAndByBackup)
{
    addPhoto(photo);
    EXPECT_EQ(check().problem, QString());
    EXPECT_EQ(check().files, 1);
    ASSERT_TRUE((*opened->files().at(place))->remove(names().first()));
    EXPECT_TRUE(check().problem.contains(toHex(sha256(photo)))) << "named, so that whoever has it can be asked";
    for (const FilesOfBackup &files : { FilesOfBackup { {}, true }, FilesOfBackup { folder.filePath(u"kept"_s), false } }) {
        EXPECT_EQ(backUp(*opened, folder.filePath(u"backup.db"_s), files).error().code, ErrorCode::Corrupt);
        EXPECT_FALSE(QFile::exists(folder.filePath(u"backup.db"_s)));
    }
    EXPECT_EQ(opened->state()->durableSeq, 0) << "no device was told that it may forget";
}

TEST_F(FilesKeptTest, AStoreThatIsLostWithItsHubComesBackFromTheBackup)
{
    addPhoto(photo);
    const QString kept = folder.filePath(u"kept"_s);
    ASSERT_TRUE(backUp(*opened, folder.filePath(u"first.db"_s), { kept, false }));
    const QByteArray later(300, 'z');
    addPhoto(later);
    ASSERT_TRUE(backUp(*opened, folder.filePath(u"second.db"_s), { kept, false })) << "only what it has not is copied";
    // The machine is gone, and with it the store.
    for (const QString &name : names())
        ASSERT_TRUE((*opened->files().at(place))->remove(name));
    opened.reset();
    const auto alone = restore(paths, folder.filePath(u"second.db"_s));
    ASSERT_FALSE(alone) << "its files are nowhere";
    EXPECT_EQ(alone.error().code, ErrorCode::Corrupt);
    const auto restored = restore(paths, folder.filePath(u"second.db"_s), { kept, {} });
    ASSERT_TRUE(restored) << qPrintable(restored.error().detail);
    EXPECT_EQ(restored->check.files, 2);
    reopen();
    EXPECT_EQ(check().problem, QString());
    EXPECT_EQ(check().files, 2);
}

TEST_F(FilesKeptTest, ARestoreMayPutThemInAnotherPlace)
{
    addPhoto(photo);
    const QString kept = folder.filePath(u"kept"_s), elsewhere = u"directory:"_s + folder.filePath(u"elsewhere"_s);
    ASSERT_TRUE(backUp(*opened, folder.filePath(u"backup.db"_s), { kept, false }));
    opened.reset();
    const auto restored = restore(paths, folder.filePath(u"backup.db"_s), { kept, elsewhere });
    ASSERT_TRUE(restored) << qPrintable(restored.error().detail);
    reopen();
    place = elsewhere;
    EXPECT_EQ(check().files, 1);
    EXPECT_EQ((*(*opened->store().snapshot())->fileStores()).first().place, elsewhere);
    addPhoto(QByteArray(300, 'z'));
    EXPECT_EQ(check().files, 2);
}

TEST_F(FilesKeptTest, ASweepTakesWhatNoRowNamesAndNothingElse)
{
    addPhoto(photo);
    const QStringList named = names();
    // What a crash left between a chunk and its row.
    const auto orphan = opened->files().keep({ { 1, place, 1 } }, "orphan");
    ASSERT_TRUE(orphan);
    EXPECT_EQ(sweep(0).removed, 0);
    EXPECT_EQ(sweep(sweepDaysUsual - 1).removed, 0) << "not before its days are over";
    const Sweep swept = sweep(sweepDaysUsual + 1);
    EXPECT_EQ(swept.removed, 1);
    EXPECT_EQ(swept.looked, named.size() + 1);
    EXPECT_EQ(*(*opened->files().at(place))->get(orphan->name), std::nullopt);
    EXPECT_EQ(check().problem, QString());
    EXPECT_EQ(sweep(10'000).removed, 0) << "neither the marks nor a file's chunk, however old";
    const auto snapshot = opened->store().snapshot();
    EXPECT_EQ(sweepFiles(**snapshot, opened->files(), opened->clock().now(), 0).error().code, ErrorCode::InvalidInput);
}

/// A store whose clock the test sets.
class DatedChunks final : public ChunkStore {
public:
    struct Shelf {
        QMap<QString, std::pair<QByteArray, qint64>> kept;   ///< name → bytes, and when they came
        qint64 nowMs = 0;
    };
    explicit DatedChunks(Shelf &shelf) : m_shelf(shelf) { }
    Result<void> put(const QString &name, const QByteArray &bytes) override
    {
        m_shelf.kept.insert(name, { bytes, m_shelf.nowMs });
        return {};
    }
    Result<std::optional<QByteArray>> get(const QString &name) override
    {
        return m_shelf.kept.contains(name) ? std::optional(m_shelf.kept.value(name).first) : std::nullopt;
    }
    Result<void> remove(const QString &name) override
    {
        m_shelf.kept.remove(name);
        return {};
    }
    Result<void> each(const std::function<Result<void>(const ListedChunk &)> &visit) override
    {
        for (auto it = m_shelf.kept.cbegin(); it != m_shelf.kept.cend(); ++it) {
            if (const auto visited = visit({ it.key(), it->second, it->first.size() }); !visited)
                return visited;
        }
        return {};
    }

private:
    Shelf &m_shelf;
};

/// What a restored backup does not know may be wanted again: nobody need remember that, and a sweep may run each night.
TEST_F(FilesKeptTest, ANewHistorySweepsNothingBeforeItsOwnDaysAreOver)
{
    DatedChunks::Shelf shelf;
    FileStores stores(SecretBytes::random(ChunkSeal::keyBytes),
                      [&shelf](const QString &) { return Result<std::unique_ptr<ChunkStore>>(std::unique_ptr<ChunkStore>(new DatedChunks(shelf))); });
    ASSERT_TRUE(stores.found(place));
    const QList<FileStoreRow> rows { { 1, place, 1 } };
    const auto sweepOn = [&](qint64 day) {
        shelf.nowMs = day * dayMs;
        const auto snapshot = opened->store().snapshot();
        return sweepFiles(**snapshot, stores, { shelf.nowMs }).valueOr(Sweep { -1 });
    };
    ASSERT_TRUE(stores.keep(rows, "orphan"));
    const Sweep first = sweepOn(40);
    EXPECT_EQ(first.looked, 1);
    EXPECT_EQ(first.removed, 0) << "whoever has never swept here does not know since when this history stands";
    EXPECT_EQ(first.waiting, 1);
    EXPECT_EQ(sweepOn(40 + sweepDaysUsual).removed, 0);
    EXPECT_EQ(sweepOn(41 + sweepDaysUsual).removed, 1);

    ASSERT_TRUE(stores.keep(rows, "what came after the backup"));   // on day 71
    ASSERT_TRUE(opened->service().newEpoch());
    EXPECT_EQ(sweepOn(75).removed, 0) << "the first sweep of the restored hub";
    EXPECT_EQ(sweepOn(102).waiting, 1) << "old enough, and the backup that knows it may still be put in place";
    EXPECT_EQ(sweepOn(102).removed, 0);
    const Sweep last = sweepOn(106);
    EXPECT_EQ(last.removed, 1);
    EXPECT_EQ(last.waiting, 0);
    EXPECT_EQ(sweepOn(10'000).removed, 0);
    EXPECT_EQ(shelf.kept.size(), 2) << "the mark, and this history's note";
}

} // namespace
