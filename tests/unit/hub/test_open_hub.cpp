// Opening beside a `serve`, and a restore that stops half way: nobody is kept out, no history begins that need not.
#include "core/base/digest.h"
#include "core/packs/council/demo_council.h"
#include "sync/hub/ops/backup.h"
#include "sync/hub/ops/history_file.h"
#include "sync/hub/ops/open_hub.h"
#include "sync/hub/ops/seed.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

class OpenHubTest : public testing::Test {
protected:
    OpenHubTest()
    {
        auto hub = OpenHub::open(paths, OpenFor::Creating);
        EXPECT_TRUE(hub) << (hub ? "" : qPrintable(hub.error().detail));
        EXPECT_TRUE((*hub)->service().begin(u"Test council"_s));
        EXPECT_TRUE((*hub)->keepKeys());
        const auto snapshot = (*hub)->store().snapshot();
        EXPECT_TRUE((*hub)->markHistory(*(*snapshot)->state()));
    }
    [[nodiscard]] QString epoch()
    {
        const auto hub = OpenHub::open(paths, OpenFor::Administering);
        EXPECT_TRUE(hub) << (hub ? "" : qPrintable(hub.error().detail));
        const auto snapshot = (*hub)->store().snapshot();
        return (*snapshot)->state()->epoch;
    }

    QTemporaryDir folder;
    HubPaths paths = hubPaths(u"sqlite:"_s + folder.filePath(u"hub.db"_s), folder.filePath(u"hub.keys"_s)).value();
};

/// A kill of `init` at each place where it can leave something: what it left is gone on with, and nothing else is ever touched.
class InitCutShortTest : public testing::Test {
protected:
    /// Creates a council there; empty if that went well, else what was said.
    [[nodiscard]] QString init() const
    {
        const auto hub = OpenHub::open(paths, OpenFor::Creating);
        if (!hub)
            return hub.error().detail;
        const auto begun = (*hub)->service().begin(u"Test council"_s, councilPublications(demoCouncil()));
        const auto kept = begun ? (*hub)->keepKeys() : begun;
        return kept ? QString() : kept.error().detail;
    }
    void expectWhole() const
    {
        const auto hub = OpenHub::open(paths, OpenFor::Administering);
        ASSERT_TRUE(hub) << (hub ? "" : qPrintable(hub.error().detail));
        const auto snapshot = (*hub)->store().snapshot();
        EXPECT_EQ(councilOf(**snapshot)->people().size(), demoCouncil().people().size());
        EXPECT_FALSE(QFile::exists(waiting));
    }
    void write(const QString &path, const QByteArray &bytes) const
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(bytes), bytes.size());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    QTemporaryDir folder;
    HubPaths paths = hubPaths(u"sqlite:"_s + folder.filePath(u"hub.db"_s), folder.filePath(u"hub.keys"_s)).value();
    QString waiting = paths.keys + u".begun"_s;
};

TEST_F(InitCutShortTest, WhileTheKeysWereWritten)
{
    write(waiting, "{\"format\":\"sightline-h");
    EXPECT_EQ(init(), QString());
    expectWhole();
}

TEST_F(InitCutShortTest, BeforeThereWasADatabase)
{
    ASSERT_TRUE(HubKeys::random().save(waiting));
    EXPECT_EQ(init(), QString());
    expectWhole();
}

TEST_F(InitCutShortTest, BeforeTheDatabaseHadASchema)
{
    ASSERT_TRUE(HubKeys::random().save(waiting));
    write(paths.database, {});
    EXPECT_EQ(init(), QString());
    expectWhole();
}

TEST_F(InitCutShortTest, BeforeTheCouncilWasCommitted)
{
    ASSERT_TRUE(OpenHub::open(paths, OpenFor::Creating));
    const auto early = OpenHub::open(paths, OpenFor::Administering);
    ASSERT_FALSE(early);
    EXPECT_TRUE(early.error().detail.contains(u"init was cut short"_s)) << qPrintable(early.error().detail);
    EXPECT_EQ(init(), QString());
    expectWhole();
}

TEST_F(InitCutShortTest, BeforeTheKeysGotTheirName)
{
    {
        const auto hub = OpenHub::open(paths, OpenFor::Creating);
        ASSERT_TRUE(hub);
        ASSERT_TRUE((*hub)->service().begin(u"Test council"_s, councilPublications(demoCouncil())));
    }
    EXPECT_FALSE(OpenHub::open(paths, OpenFor::Administering));
    EXPECT_TRUE(init().contains(u"it is whole"_s));
    expectWhole();
}

TEST_F(InitCutShortTest, AnotherThatMakesTheSameIsToldToWait)
{
    const auto first = OpenHub::open(paths, OpenFor::Creating);
    ASSERT_TRUE(first);
    EXPECT_EQ(OpenHub::open(paths, OpenFor::Creating).error().code, ErrorCode::StorageLocked);
}

TEST_F(InitCutShortTest, ACouncilAndWhatInitDidNotLeaveAreNeverTouched)
{
    ASSERT_EQ(init(), QString());
    EXPECT_EQ(QFile::permissions(paths.database) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    EXPECT_TRUE(init().contains(u"already"_s)) << "a council is there";
    ASSERT_TRUE(QFile::rename(paths.keys, folder.filePath(u"away"_s)));
    EXPECT_TRUE(init().contains(u"already"_s)) << "a database without its keys";
    ASSERT_TRUE(HubKeys::random().save(waiting));
    EXPECT_TRUE(init().contains(u"already"_s)) << "a database that other keys open";
    EXPECT_FALSE(QFile::exists(paths.keys));
    ASSERT_TRUE(QFile::remove(waiting));
    ASSERT_TRUE(QFile::rename(folder.filePath(u"away"_s), paths.keys));
    expectWhole();
    ASSERT_TRUE(QFile::remove(paths.database));
    EXPECT_TRUE(init().contains(u"never written over"_s)) << "keys whose database is elsewhere";
}

TEST_F(OpenHubTest, AdministeringTakesTheServingLockOnlyWhereAHistoryHasToBegin)
{
    QFile::remove(paths.lock);
    const QString before = epoch();
    EXPECT_FALSE(QFile::exists(paths.lock)) << "a serve that started meanwhile would have been told that another serves";
    // The planted presence: with its history gone it does take it, and begins a new one.
    QFile::remove(paths.history);
    EXPECT_NE(epoch(), before);
    EXPECT_TRUE(QFile::exists(paths.lock));
    // Beside a running serve the history is its business.
    const QString now = epoch();
    QFile::remove(paths.history);
    const auto lock = ServingLock::take(paths.lock);
    ASSERT_TRUE(lock);
    EXPECT_EQ(epoch(), now);
}

/// A database that somebody put back: what no backup holds the devices offer again, and what one holds they may have let go of.
TEST_F(OpenHubTest, ADatabaseThatLacksWhatDevicesLetGoOfIsRefusedAndOneThatLacksLessBeginsANewHistory)
{
    const QString before = epoch();
    const auto mark = HistoryFile(paths.history).read().value();
    ASSERT_TRUE(HistoryFile(paths.history).write({ before, mark.seq + 3, mark.seq + 1 }));
    const auto refused = OpenHub::open(paths, OpenFor::Administering);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Corrupt);
    EXPECT_TRUE(refused.error().detail.contains(u"lack the last 3 operations"_s)) << qPrintable(refused.error().detail);
    EXPECT_FALSE(OpenHub::open(paths, OpenFor::Serving));
    EXPECT_EQ(HistoryFile(paths.history).read()->epoch, before) << "and nothing was begun";

    ASSERT_TRUE(HistoryFile(paths.history).write({ before, mark.seq + 3, mark.seq }));
    const auto hub = OpenHub::open(paths, OpenFor::Serving);
    ASSERT_TRUE(hub) << qPrintable(hub.error().detail);
    EXPECT_TRUE((*hub)->beganNewHistory());
    EXPECT_EQ((*hub)->lackingSeqs(), 3);
}

TEST_F(OpenHubTest, ABackupNotesWhatDevicesMayLetGoOf)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    ASSERT_TRUE(hub);
    ASSERT_TRUE((*hub)->inTransaction([](HubTransaction &transaction) -> Result<void> {
        HubState state = *transaction.state();
        state.seq = 7;
        return transaction.setState(state);
    }));
    ASSERT_TRUE(backUp(**hub, folder.filePath(u"backup.db"_s)));
    EXPECT_EQ((*hub)->state()->durableSeq, 7);
    EXPECT_EQ(HistoryFile(paths.history).read()->durableSeq, 7);
    EXPECT_EQ(HistoryFile(paths.history).read()->seq, 7);
}

TEST(HistoryFileTest, GoesOnlyForwardWithinOneHistoryAndReadsWhatTheFirstVersionWrote)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"history"_s);
    HistoryFile serving(path), command(path);
    ASSERT_TRUE(serving.advance({ u"epoch"_s, 10, 4 }));
    ASSERT_TRUE(command.advance({ u"epoch"_s, 8, 6 })) << "it read the records a moment before";
    EXPECT_EQ(serving.read(), (HistoryMark { u"epoch"_s, 10, 6 }));
    ASSERT_TRUE(serving.advance({ u"next"_s, 2, 0 }));
    EXPECT_EQ(command.read(), (HistoryMark { u"next"_s, 2, 0 })) << "another history begins where it begins";
    ASSERT_TRUE(serving.write({ u"next"_s, 1, 0 }));
    EXPECT_EQ(command.read(), (HistoryMark { u"next"_s, 1, 0 }));

    QFile old(folder.filePath(u"old"_s));
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("sightline-hub-history/1 epoch 12 " + sha256("epoch 12").toHex().left(16) + '\n');
    old.close();
    EXPECT_EQ(HistoryFile(old.fileName()).read(), (HistoryMark { u"epoch"_s, 12, 0 }));
    QFile damaged(folder.filePath(u"damaged"_s));
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write("sightline-hub-history/1 epoch 13 " + sha256("epoch 12").toHex().left(16) + '\n');
    damaged.close();
    EXPECT_FALSE(HistoryFile(damaged.fileName()).read());
    EXPECT_FALSE(HistoryFile(folder.filePath(u"none"_s)).read());
}

TEST_F(OpenHubTest, ARestoreThatCannotMoveThePresentDatabaseAsideChangesNothing)
{
    const QString before = epoch();
    const QString backup = folder.filePath(u"backup.db"_s);
    {
        const auto hub = OpenHub::open(paths, OpenFor::Administering);
        ASSERT_TRUE(hub);
        ASSERT_TRUE(backUp(**hub, backup));
    }
    const auto mark = HistoryFile(paths.history).read();
    // A file beside the database that cannot be moved, whichever second of the next ten minutes the restore names it after.
    QFile beside(paths.database + u"-shm"_s);
    ASSERT_TRUE(beside.open(QIODevice::WriteOnly));
    beside.close();
    const QDateTime start = QDateTime::currentDateTimeUtc();
    for (int second = 0; second < 600; ++second) {
        QFile taken(paths.database + u".before-restore-"_s + start.addSecs(second).toString(u"yyyyMMdd-HHmmss"_s) + u"-shm"_s);
        ASSERT_TRUE(taken.open(QIODevice::WriteOnly));
    }
    const auto refused = restore(paths, backup);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().detail.contains(u"nothing was restored"_s)) << qPrintable(refused.error().detail);
    EXPECT_TRUE(QFile::exists(paths.database)) << "its main file was moved aside first, and back";
    EXPECT_EQ(HistoryFile(paths.history).read(), mark);
    QFile::remove(paths.database + u"-shm"_s);
    EXPECT_EQ(epoch(), before) << "no device has to pull everything for a restore that did not happen";
    // And with nothing in its way it is a new history.
    const auto restored = restore(paths, backup);
    ASSERT_TRUE(restored) << qPrintable(restored.error().detail);
    EXPECT_NE(epoch(), before);
    EXPECT_NE(HistoryFile(paths.history).read(), mark);
}

} // namespace
